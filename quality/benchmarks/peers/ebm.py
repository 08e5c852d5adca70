"""Trains interpret's EBM (main effects) on one fold and prints one JSON object; io.candor.benchmarks.FitEbm runs it.

    python ebm.py FILE LABEL FOLD JOBS [name=value ...]

Needs: pip install interpret-core==0.7.8 pandas scikit-learn joblib
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

file, label, fold, jobs, *changes = sys.argv[1:]

rows = pd.read_csv(file, keep_default_na=False, na_values=[""])
y = rows.pop(label)
regression = pd.api.types.is_numeric_dtype(y) and y.nunique() > 20
if not regression:  # the rarer class is the positive one, as it is on the other side
    y = (y == y.value_counts().index[-1]).astype(int)
y = y.to_numpy()

settings = {}
for change in changes:
    name, value = change.split("=")
    settings[name] = value if value.isalpha() else float(value) if "." in value or "e" in value else int(value)

machine = ExplainableBoostingRegressor if regression else ExplainableBoostingClassifier
model = machine(interactions=0, random_state=42, n_jobs=int(jobs), **settings)
test = np.arange(len(y)) % 5 == int(fold)
start = time.perf_counter()
model.fit(rows[~test], y[~test])
seconds = time.perf_counter() - start

if regression:
    quality = {"RMSE": mean_squared_error(y[test], model.predict(rows[test])) ** 0.5}
else:
    scores = model.predict_proba(rows[test])[:, 1]
    quality = {"AUC": roc_auc_score(y[test], scores), "log loss": log_loss(y[test], scores)}
print(json.dumps({"quality": quality, "seconds": seconds, "steps": int(np.sum(model.best_iteration_))}))
