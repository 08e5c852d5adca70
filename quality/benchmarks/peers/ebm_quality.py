"""Quality of interpret's EBM over folds and seeds; io.candor.benchmarks.EbmQuality compares with it. Appends a JSON line for each
fit to a file, and leaves out what is in the file already, so that it can go on where it was stopped.

    python ebm_quality.py FOLDER OUT JOBS NAME:LABEL ...

FOLDER holds NAME.csv, see quality_sets.py. Row i tests in fold k when i mod 5 = k. Needs what ebm.py needs.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

folder, out, jobs, *sets = sys.argv[1:]
done = set()
if Path(out).exists():
    for line in Path(out).read_text().splitlines():
        one = json.loads(line)
        done.add((one["set"], one["fold"], one["seed"]))


def fit(name, label, fold, seed):
    rows = pd.read_csv(Path(folder) / f"{name}.csv", keep_default_na=False, na_values=[""])
    y = rows.pop(label)
    regression = pd.api.types.is_numeric_dtype(y) and y.nunique() > 20
    if not regression and y.nunique() > 2:
        y = y.astype("category").cat.codes
    elif not regression:  # the rarer class is the positive one, as it is on the other side
        y = (y == y.value_counts().index[-1]).astype(int)
    y = y.to_numpy()
    test = np.arange(len(y)) % 5 == fold
    machine = ExplainableBoostingRegressor if regression else ExplainableBoostingClassifier
    start = time.perf_counter()
    model = machine(random_state=seed, n_jobs=int(jobs)).fit(rows[~test], y[~test])
    seconds = time.perf_counter() - start
    if regression:
        return seconds, {"RMSE": mean_squared_error(y[test], model.predict(rows[test])) ** 0.5}
    scores = model.predict_proba(rows[test])
    if len(model.classes_) > 2:
        return seconds, {
            "accuracy": float((scores.argmax(1) == y[test]).mean()),
            "log loss": log_loss(y[test], scores, labels=model.classes_),
        }
    return seconds, {"AUC": roc_auc_score(y[test], scores[:, 1]), "log loss": log_loss(y[test], scores[:, 1])}


for seed in range(1, 6):
    for name, label in (part.split(":") for part in sets):
        for fold in range(5):
            if (name, fold, seed) in done:
                continue
            seconds, quality = fit(name, label, fold, seed)
            line = {"set": name, "fold": fold, "seed": seed, "fit_s": round(seconds, 2), "quality": quality}
            with open(out, "a") as file:
                file.write(json.dumps(line) + "\n")
