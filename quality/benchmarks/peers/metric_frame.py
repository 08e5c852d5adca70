"""fairlearn's MetricFrame: ten metrics of two crossed features, with or without a bootstrap; prints the seconds of one frame.

    python metric_frame.py [--rows 1000000] [--bootstrap 0]
"""
import argparse
import json
import time

import numpy as np
import pandas as pd
from fairlearn import metrics as fm
from sklearn import metrics as sm

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=1_000_000)
parser.add_argument("--bootstrap", type=int, default=0)
options = parser.parse_args()

random = np.random.default_rng(1)
n = options.rows
groups = pd.DataFrame({"sex": random.choice(["F", "M"], n), "race": random.choice(list("ABCDE"), n, p=[0.6, 0.2, 0.1, 0.07, 0.03])})
label = (random.random(n) < 0.3).astype(int)
decision = (random.random(n) < 0.2 + 0.5 * label).astype(int)
ten = {"count": fm.count, "mean_prediction": fm.mean_prediction, "accuracy": sm.accuracy_score, "precision": sm.precision_score}
for name in ("selection_rate", "true_positive_rate", "false_positive_rate", "true_negative_rate", "false_negative_rate"):
    ten[name] = getattr(fm, name)
ten["recall"] = sm.recall_score
drawn = {"n_boot": options.bootstrap, "ci_quantiles": [0.025, 0.975], "random_state": 0} if options.bootstrap else {}
start = time.perf_counter()
frame = fm.MetricFrame(metrics=ten, y_true=label, y_pred=decision, sensitive_features=groups, **drawn)
frame.overall, frame.by_group, frame.difference(), frame.ratio()
seconds = time.perf_counter() - start
print(json.dumps({"side": "fairlearn", "rows": n, "replicates": options.bootstrap, "seconds": round(seconds, 3)}))
