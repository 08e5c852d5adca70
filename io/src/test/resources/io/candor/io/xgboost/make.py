"""Trains the peer's small models and keeps them with its own predictions. See README.md.

Usage: python make.py      (writes beside this file; needs xgboost 3.4.1, numpy and pandas; with another version only "old-*")
"""
import pathlib
import warnings

import numpy as np
import pandas as pd
import xgboost as xgb

warnings.filterwarnings("ignore")
xgb.set_config(verbosity=0)
HERE = pathlib.Path(__file__).parent
random = np.random.default_rng(11)
ROWS = 400


def floats(values):
    return np.asarray(values, np.float32)


def keep(name, parameters, frame, label, rounds=3, formats=("json",), categorical=False, weight=None, kept="rows"):
    """Model, rows (shared by models of the same columns) and what the peer says of them: margins, then predictions."""
    data = xgb.DMatrix(frame, label, weight=weight, enable_categorical=categorical)
    model = xgb.train({"max_depth": 3, "seed": 7, "tree_method": "hist", **parameters}, data, rounds)
    for suffix in formats:
        model.save_model(HERE / f"{name}.{suffix}")
    rows = frame[-60:]
    data = xgb.DMatrix(rows, enable_categorical=categorical)
    both = [model.predict(data, output_margin=True), model.predict(data)]
    both = np.concatenate([b.reshape(len(rows), -1) for b in both], axis=1)
    rows.to_csv(HERE / f"{kept}.csv", index=False)
    pd.DataFrame(both).add_prefix("s").map(lambda v: repr(float(v))).to_csv(HERE / f"{name}-scores.csv", index=False)


X = pd.DataFrame({n: floats(random.normal(size=ROWS)).round(2) for n in ["a", "b", "c"]})
X = X.mask(random.random(X.shape) < 0.08).astype(np.float32)
signal = X.a.fillna(1) - X.b.fillna(-1) * X.c.fillna(0.5) + random.normal(size=ROWS)
two = (signal > 0).astype(int)
many = np.digitize(signal, [-0.7, 0.7])
positive = np.exp(signal / 3)

if xgb.__version__ != "3.4.1":
    version = "old-" + xgb.__version__.replace(".", "-")
    keep(version + "-two", {"objective": "binary:logistic", "base_score": 0.3}, X, two)
    keep(version + "-dart", {"objective": "count:poisson", "booster": "dart", "rate_drop": 0.5}, X, np.floor(positive))
    if not xgb.__version__.startswith("1"):
        vectors = {"objective": "multi:softprob", "num_class": 3, "multi_strategy": "multi_output_tree"}
        keep(version + "-vectors", vectors, X, many)
        C = pd.DataFrame({"x": X.a, "colour": pd.Categorical(random.choice(["red", "green", "blue", "grey"], ROWS))})
        C["colour"] = C["colour"].cat.codes.astype("category")
        label = signal + 2 * (C.colour.isin([1, 3]))
        keep(version + "-codes", {"max_cat_to_onehot": 1}, C, label, categorical=True, kept="codes")
    raise SystemExit

keep("two", {"objective": "binary:logistic"}, X, two, rounds=12, formats=("json", "ubj"))
keep("raw", {"objective": "binary:logitraw", "base_score": 0.2}, X, two)
keep("three", {"objective": "multi:softprob", "num_class": 3}, X, many, formats=("json", "ubj"))
keep("softmax-two", {"objective": "multi:softprob", "num_class": 2}, X, two)
keep("vectors", {"objective": "multi:softprob", "num_class": 3, "multi_strategy": "multi_output_tree"}, X, many)
keep("vectors-two", {"objective": "multi:softprob", "num_class": 2, "multi_strategy": "multi_output_tree"}, X, two)
keep("value", {"objective": "reg:squarederror"}, X, signal, weight=floats(random.integers(1, 4, ROWS)))
keep("poisson", {"objective": "count:poisson"}, X, np.floor(positive))
keep("gamma", {"objective": "reg:gamma"}, X, positive)
keep("tweedie", {"objective": "reg:tweedie"}, X, positive)
keep("huber", {"objective": "reg:pseudohubererror"}, X, signal)
keep("quantile", {"objective": "reg:quantileerror", "quantile_alpha": 0.3}, X, signal)
keep("dart", {"objective": "reg:squarederror", "booster": "dart", "rate_drop": 0.5}, X, signal, rounds=6)
keep("forest", {"num_parallel_tree": 3, "subsample": 0.5, "learning_rate": 1}, X, signal, rounds=1)
keep("pruned", {"tree_method": "exact", "gamma": 20, "max_depth": 5}, X, signal, rounds=4)
keep("unnamed", {}, X.rename(columns={"a": "f0", "b": "f1", "c": "f2"}), signal, kept="unnamed")

# categories: texts (with letters beyond ASCII), integers, one-hot splits and sets, missing ones; more than 64 levels
C = pd.DataFrame(
    {
        "x": X.a,
        "colour": pd.Categorical(random.choice(["rouge", "grün", "blau", "weiß"], ROWS)),
        "grade": pd.Categorical(random.choice([3, 5, 11], ROWS)),
        "town": pd.Categorical(["t%d" % t for t in random.integers(0, 90, ROWS)]),
    }
)
C.loc[random.random(ROWS) < 0.1, "colour"] = np.nan
label = signal + 2 * C.colour.isin(["grün", "weiß"]) - 3 * (C.grade == 5) + 2 * C.town.cat.codes % 3
named = {"categorical": True, "kept": "categories"}
keep("categories", {"max_cat_to_onehot": 4, "max_depth": 5}, C, label, formats=("json", "ubj"), **named)
sets = {"max_cat_to_onehot": 1, "max_depth": 5, "objective": "binary:logistic"}
keep("sets", sets, C, (label > 1).astype(int), **named)

# what is refused
for name, parameters, y in [
    ("refused-linear", {"booster": "gblinear"}, signal),
    ("refused-rank", {"objective": "rank:pairwise"}, two),
    ("refused-hinge", {"objective": "binary:hinge"}, two),
    ("refused-quantiles", {"objective": "reg:quantileerror", "quantile_alpha": [0.2, 0.8]}, signal),
    ("refused-targets", {}, np.c_[signal, -signal]),
]:
    xgb.train({"max_depth": 1, **parameters}, xgb.DMatrix(X, y), 1).save_model(HERE / f"{name}.json")
    print(name)
