"""Trains the peer's small models and keeps them with its own predictions. See README.md.

Usage: python make.py DATA_FOLDER      (writes beside this file; needs interpret-core 0.7.8 and pandas)
"""
import gzip
import io
import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor

warnings.filterwarnings("ignore")
DATA = pathlib.Path(sys.argv[1])
HERE = pathlib.Path(__file__).parent
SMALL = dict(outer_bags=2, max_rounds=60, smoothing_rounds=10, interaction_smoothing_rounds=10, n_jobs=1)


def holes(frame, share=0.06, seed=1):
    """The frame with a share of its cells missing."""
    random = np.random.default_rng(seed)
    return frame.mask(random.random(frame.shape) < share)


def put(name, text):
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as out:
        out.write(text.encode())
    (HERE / (name + ".gz")).write_bytes(buffer.getvalue())


def keep(name, model, detail, rows):
    """Model, rows and what the peer says of them: scores before the link, then predictions."""
    text = io.StringIO()
    model.to_json(text, detail=detail, indent=None)
    put(name + ".json", text.getvalue())
    put(name + ".csv", rows.to_csv(index=False))
    additive = model._predict_score(rows) if not hasattr(model, "decision_function") else model.decision_function(rows)
    predictions = model.predict_proba(rows) if hasattr(model, "predict_proba") else model.predict(rows)
    if hasattr(model, "classes_") and len(model.classes_) == 2:
        predictions = predictions[:, 1]
    both = np.c_[additive, predictions]
    put(name + "-scores.csv", pd.DataFrame(both).add_prefix("s").map(repr_of).to_csv(index=False))


def shuffled(rows, seed=5):
    """Each column in an order of its own: the rows are no one's, the values real."""
    random = np.random.default_rng(seed)
    return pd.DataFrame({c: rows[c].to_numpy()[random.permutation(len(rows))] for c in rows.columns})


def repr_of(value):
    return repr(float(value))


def unseen(rows, column, at):
    rows = rows.copy()
    rows.loc[rows.index[at], column] = "never seen"
    return rows


german = pd.read_csv(DATA / "german-credit.csv")
diabetes = pd.read_csv(DATA / "diabetes.csv")
wine = pd.read_csv(DATA / "wine.csv")

# two classes (integers), nominal and continuous, missing and unseen, pairs at a coarser resolution
names = ["account_check_status", "duration_in_month", "credit_amount", "savings", "age", "purpose", "present_res_since"]
X = holes(german[names])
types = ["nominal", "continuous", "continuous", "nominal", "continuous", "nominal", "nominal"]
ebm = ExplainableBoostingClassifier(
    feature_types=types, max_bins=24, max_interaction_bins=6, interactions=[(0, 1), (1, 2), (3, 5)], **SMALL
).fit(X[:800], german["default"][:800])
keep("german-all", ebm, "all", unseen(shuffled(X[800:].head(60)), "purpose", [0, 5]))

# a number, pairs, one term of three; the third resolution is the second
names = ["age", "sex", "bmi", "bp", "s5"]
X = holes(diabetes[names])
ebm = ExplainableBoostingRegressor(max_bins=20, max_interaction_bins=5, interactions=[(2, 4), (0, 2, 4), (1, 3)], **SMALL).fit(
    X[:350], diabetes["progression"][:350]
)
keep("diabetes-mergeable", ebm, "mergeable", X[350:].head(60))

# the same label as a rate: a log link; terms that name their features out of order
ebm = ExplainableBoostingRegressor(
    objective="poisson_deviance", max_bins=12, max_interaction_bins=5, interactions=[(4, 2)], **SMALL
).fit(X[:350], diabetes["progression"][:350])
keep("diabetes-log", ebm, "interpretable", X[350:].head(60))

# three classes, pairs
names = ["alcohol", "malic_acid", "color_intensity", "proline"]
X = holes(wine[names])
order = np.random.default_rng(3).permutation(len(wine))
ebm = ExplainableBoostingClassifier(max_bins=12, max_interaction_bins=5, interactions=[(0, 3), (1, 2)], **SMALL).fit(
    X.iloc[order[:120]], wine["cultivar"].iloc[order[:120]]
)
keep("wine-all", ebm, "all", X.iloc[order[120:]])

# classes that are booleans; ordinal, boolean and decimal categories; a feature that no term uses; the least detail
frame = pd.DataFrame(
    {
        "amount": german["credit_amount"] / 1000.0,
        "rate": german["installment_as_income_perc"] + 0.5,
        "phone": german["telephone"] != "none",
        "job": german["job"],
        "constant": 1.0,
    }
)
order = sorted(frame["job"].unique(), reverse=True)
ebm = ExplainableBoostingClassifier(
    feature_types=["continuous", "nominal", "nominal", order, "continuous"],
    max_bins=16,
    interactions=[(1, 3)],
    exclude=[("constant",)],
    **SMALL,
).fit(frame[:800], german["default"][:800] == 1)
keep("german-minimal", ebm, "minimal", shuffled(frame[800:].head(60)))
for f in sorted(HERE.glob("*.gz")):
    print(f.name, f.stat().st_size)
