"""Loads an EBM JSON with InterpretML's own reader and scores rows: the write direction of the exchange, held by hand.

Usage: python ebm_json.py MODEL.json ROWS.csv OUT.csv          writes scores before the link, then predictions
       python ebm_json.py MODEL.json ROWS.csv --against PREDICTIONS.csv [COLUMN ...]
                                                               compares predictions with columns of a file of Candor's

Needs interpret-core 0.7.8 and pandas.
"""
import json
import sys
import warnings

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor

warnings.filterwarnings("ignore")


def load(path):
    with open(path) as file:
        document = json.load(file)
    kind = document["ebm"]["outputs"][0]["task"]
    ebm = ExplainableBoostingClassifier() if kind == "classification" else ExplainableBoostingRegressor()
    return ebm._from_json(path)


def score(ebm, rows):
    additive = ebm._predict_score(rows)
    predictions = ebm.predict_proba(rows) if hasattr(ebm, "predict_proba") else ebm.predict(rows)
    if hasattr(ebm, "classes_") and len(ebm.classes_) == 2:
        predictions = predictions[:, 1]
    return additive, predictions


model, data = load(sys.argv[1]), pd.read_csv(sys.argv[2])
data = data[[c for c in model.feature_names_in_]]
additive, predictions = score(model, data)
model.explain_global()
if sys.argv[3] == "--against":
    ours = pd.read_csv(sys.argv[4])
    columns = sys.argv[5:] or ["score" if "score" in ours else "prediction"]
    worst = np.abs(ours[columns].to_numpy().squeeze() - predictions).max()
    print(f"{len(data)} rows, largest difference {worst:.3g}")
    sys.exit(worst > 1e-9 * max(1, np.abs(predictions).max()))
both = pd.DataFrame(np.c_[additive, predictions]).add_prefix("s")
both.map(lambda v: repr(float(v))).to_csv(sys.argv[3], index=False)
