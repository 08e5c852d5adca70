"""Trains the peer's small models and keeps them with its own scores. See README.md.

Usage: python make.py      (writes beside this file; needs lightgbm 4.7.0, numpy and pandas; with another version only "old-*")
"""
import pathlib
import warnings

import lightgbm as lgb
import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent
ADULT = HERE / "../../../../../../../../examples/adult/adult-complete.csv.gz"
random = np.random.default_rng(17)
ROWS = 500
SMALL = {"num_leaves": 8, "min_data_in_leaf": 10, "verbose": -1, "seed": 7, "deterministic": True, "force_row_wise": True,
         "max_cat_to_onehot": 1, "min_data_per_group": 1, "cat_smooth": 1, "num_threads": 1}
CURRENT = lgb.__version__ == "4.7.0"


def write(values, path):
    pd.DataFrame(values).add_prefix("s").map(lambda v: repr(float(v))).to_csv(path, index=False)


def keep(name, parameters, frame, label, rounds=4, kept="rows", shown=None, contributions=0, **data):
    """Model, rows (shared by models of the same columns), and per row the raw scores, then the predictions."""
    train = lgb.Dataset(frame, label, free_raw_data=False, **data)
    model = lgb.train({**SMALL, **parameters}, train, rounds)
    model.save_model(str(HERE / f"{name}.txt"))
    rows = frame[-60:] if shown is None else shown
    if not CURRENT:
        write_old(model, name, rows, kept)
        return
    both = [model.predict(rows, raw_score=True), model.predict(rows)]
    write(np.concatenate([np.asarray(b).reshape(len(rows), -1) for b in both], axis=1), HERE / f"{name}-scores.csv")
    rows.to_csv(HERE / f"{kept}.csv", index=False)
    if contributions:
        write(model.predict(rows[:contributions], pred_contrib=True), HERE / f"{name}-contributions.csv")


def write_old(model, name, rows, kept):
    both = [model.predict(rows, raw_score=True), model.predict(rows)]
    both = np.concatenate([np.asarray(b).reshape(len(rows), -1) for b in both], axis=1)
    pd.DataFrame(both).add_prefix("s").applymap(lambda v: repr(float(v))).to_csv(HERE / f"{name}-scores.csv", index=False)
    rows.to_csv(HERE / f"{kept}.csv", index=False)


X = pd.DataFrame({n: random.normal(size=ROWS).round(2) for n in ["a", "b", "c"]})
X = X.mask(random.random(X.shape) < 0.08)
X = X.mask(random.random(X.shape) < 0.15, 0.0)
signal = X.a.fillna(1) - X.b.fillna(-1) * X.c.fillna(0.5) + 0.5 * (X.b == 0) + random.normal(size=ROWS)
two = (signal > 0).astype(int)
many = np.digitize(signal, [-0.7, 0.7])
positive = np.exp(signal / 3)

C = pd.DataFrame({
    "x": X.a,
    "colour": pd.Categorical(random.choice(["rouge", "grün", "blau", "weiß"], ROWS)),
    "code": random.choice([3, 5, 11, 200], ROWS).astype(float),
    "many": pd.Categorical(random.integers(0, 90, ROWS) * 2)})
C.loc[random.random(ROWS) < 0.1, "code"] = np.nan
C.loc[random.random(ROWS) < 0.1, "colour"] = np.nan
effect = signal + 2 * C.colour.isin(["grün", "weiß"]) + (C.code == 5) - (C.many.astype(float) % 8 < 4)
I = pd.DataFrame({"x": X.a, "colour": C.colour.cat.codes.astype(float), "code": C.code})

if not CURRENT:
    version = "old-" + lgb.__version__.replace(".", "-")
    keep(version + "-two", {"objective": "binary"}, X, two, kept="old-rows")
    keep(version + "-three", {"objective": "multiclass", "num_class": 3}, X, many, kept="old-rows")
    O = C[["x", "colour", "many"]]
    keep(version + "-categories", {"objective": "regression"}, O, effect, kept=version + "-rows")
    raise SystemExit

keep("two", {"objective": "binary"}, X, two, rounds=12, contributions=40)
keep("sigmoid", {"objective": "binary", "sigmoid": 1.7}, X, two)
keep("entropy", {"objective": "cross_entropy"}, X, 1 / (1 + np.exp(-signal)))
keep("three", {"objective": "multiclass", "num_class": 3}, X, many, contributions=40)
keep("ova", {"objective": "multiclassova", "num_class": 3, "sigmoid": 1.3}, X, many)
keep("softmax-two", {"objective": "multiclass", "num_class": 2}, X, two)
forest = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}
keep("forest", {"objective": "binary", **forest}, X, two)
keep("forest-three", {"objective": "multiclass", "num_class": 3, **forest}, X, many)
for objective in ["regression", "regression_l1", "huber", "fair", "quantile", "mape"]:
    keep(objective, {"objective": objective}, X, signal + 3)
for objective in ["poisson", "gamma", "tweedie"]:
    keep(objective, {"objective": objective}, X, positive)
keep("dart", {"objective": "binary", "boosting": "dart", "drop_rate": 0.5}, X, two, rounds=8)
keep("no-missing", {"objective": "binary", "use_missing": False}, X, two)
keep("zeros", {"objective": "binary", "zero_as_missing": True}, X, two, rounds=10, contributions=40)
keep("constant", {"objective": "regression", "min_data_in_leaf": 400}, X, signal)
shown = C[-60:].copy()
shown["colour"] = shown["colour"].cat.add_categories(["nie"])
shown.iloc[:5, 1] = "nie"
shown.iloc[5:9, 2] = 77
K = C[["x", "colour", "many"]]
keep("categories", {"objective": "regression"}, K, effect, rounds=8, kept="categories", shown=shown[["x", "colour", "many"]],
     contributions=60)
odd = I[-60:].copy()
odd.iloc[:4, 2] = 77
odd.iloc[4:6, 1] = -3
keep("codes", {"objective": "regression"}, I, effect, rounds=8, kept="codes", shown=odd, contributions=60,
     categorical_feature=["colour", "code"])
both = C.assign(code=C.code.fillna(-1).astype(int))
keep("refused-names", {"objective": "regression"}, both, effect, kept="ignored", categorical_feature=["colour", "code", "many"])
keep("refused-linear", {"objective": "regression", "linear_tree": True}, X.fillna(0), signal, kept="ignored")
keep("refused-sqrt", {"objective": "regression", "reg_sqrt": True}, X, positive, kept="ignored")
keep("refused-lambda", {"objective": "cross_entropy_lambda"}, X, two, kept="ignored")
keep("refused-rank", {"objective": "lambdarank"}, X, two, kept="ignored", group=[100] * 5)
for left in HERE.glob("ignored*"):
    left.unlink()
for left in HERE.glob("refused-*.csv"):
    left.unlink()

adult = pd.read_csv(ADULT).sample(3000, random_state=3)
income = (adult.pop("income") == ">50K").astype(int)
for column in adult.select_dtypes(exclude="number"):
    adult[column] = adult[column].astype("category")
adult = adult.mask(random.random(adult.shape) < 0.05)
keep("adult", {"objective": "binary", "num_leaves": 15, "max_cat_to_onehot": 4, "min_data_per_group": 100}, adult, income,
     rounds=25, kept="adult", shown=adult[:120], contributions=60)
