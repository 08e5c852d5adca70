"""Trains interpret's EBM on one fold; io.candor.benchmarks.FitEbm runs it beside io.candor.benchmarks.EbmSide, which has the
same arguments and output: a line when the fit begins, one when it ends, then one JSON object.

    python ebm.py FILE LABEL FOLD JOBS [name=value ...]

Needs: python3.12 -m pip install interpret-core==0.7.8 pandas scikit-learn
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score


def value(text):
    for kind in int, float:
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def per_second(rows, work):
    """After a second of warming up, as often as fits into another one."""
    for _ in range(2):
        times, start = 0, time.perf_counter()
        while times == 0 or time.perf_counter() - start < 1:
            work()
            times += 1
    return rows * times / (time.perf_counter() - start)


file, label, fold, jobs, *changes = sys.argv[1:]
settings = {name: value(text) for name, text in (change.split("=") for change in changes)}

rows = pd.read_csv(file, keep_default_na=False, na_values=[""])
y = rows.pop(label)
regression = pd.api.types.is_numeric_dtype(y) and y.nunique() > 20
if not regression and y.nunique() > 2:
    y = y.astype("category").cat.codes
elif not regression:  # the rarer class is the positive one, as it is on the other side
    y = (y == y.value_counts().index[-1]).astype(int)
y = y.to_numpy()
test = np.arange(len(y)) % 5 == int(fold)
held = rows[test]

machine = ExplainableBoostingRegressor if regression else ExplainableBoostingClassifier
model = machine(random_state=42, n_jobs=int(jobs), **settings)
print("fit begins", flush=True)
model.fit(rows[~test], y[~test])
print("fit ends", flush=True)

if regression:
    quality = {"RMSE": mean_squared_error(y[test], model.predict(held)) ** 0.5}
    score = model.predict
elif len(model.classes_) > 2:
    scores = model.predict_proba(held)
    quality = {"accuracy": float((scores.argmax(1) == y[test]).mean()), "log loss": log_loss(y[test], scores)}
    score = model.predict_proba
else:
    scores = model.predict_proba(held)[:, 1]
    quality = {"AUC": roc_auc_score(y[test], scores), "log loss": log_loss(y[test], scores)}
    score = model.predict_proba
report = {
    "quality": quality,
    "steps": int(np.sum(model.best_iteration_)),
    "score_rows_per_s": per_second(len(held), lambda: score(held)),
    "term_rows_per_s": per_second(len(held), lambda: model.eval_terms(held)),
}
print(json.dumps(report))
