"""Trains the peer's small models and keeps them with its own scores. See README.md.

Usage: python make.py      (writes beside this file; needs catboost 1.2.10, numpy and pandas)
"""
import pathlib

import catboost as cb
import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent
random = np.random.default_rng(29)
ROWS = 500
X = pd.DataFrame({n: random.normal(size=ROWS).round(2) for n in ["a", "b", "c"]})
X = X.mask(random.random(X.shape) < 0.08)
signal = X.a.fillna(1) - X.b.fillna(-1) * X.c.fillna(0.5) + random.normal(size=ROWS)
two = (signal > 0).astype(int)
many = np.array(["low", "middle", "high"])[np.digitize(signal, [-0.7, 0.7])]
positive = np.exp(signal / 3)
C = pd.DataFrame({
    "x": X.a,
    "colour": random.choice(["rouge", "grün", "blau", "weiß", "nan"], ROWS),
    "yes": random.choice(["p", "q"], ROWS),
    "many": random.integers(0, 40, ROWS)})
effect = signal + 2 * C.colour.isin(["grün", "weiß"]) + (C.yes == "p") - (C.many % 8 < 4)


def write(values, path):
    pd.DataFrame(values).add_prefix("s").map(lambda v: repr(float(v))).to_csv(path, index=False)


def keep(name, frame, label, kept="rows", shown=None, contributions=0, categories=(), pooled=True, **parameters):
    """Model, rows (shared by models of the same columns), and per row the raw scores, then the predictions."""
    pool = cb.Pool(frame, label, cat_features=list(categories))
    model = cb.CatBoost({"iterations": 6, "depth": 3, "verbose": 0, "allow_writing_files": False, "random_seed": 7,
                         "thread_count": 1, "learning_rate": 0.3, **parameters}).fit(pool)
    model.save_model(str(HERE / f"{name}.json"), format="json", pool=pool if pooled else None)
    if name.startswith("refused-"):
        return
    rows = frame[-60:] if shown is None else shown
    test = cb.Pool(rows, cat_features=list(categories))
    loss = parameters["loss_function"].split(":")[0]
    kind = "Probability" if loss in ("Logloss", "CrossEntropy", "MultiClass", "MultiClassOneVsAll") else \
        "Exponent" if loss in ("Poisson", "Tweedie") else "RawFormulaVal"
    both = [model.predict(test, prediction_type="RawFormulaVal"), model.predict(test, prediction_type=kind)]
    write(np.concatenate([np.asarray(b).reshape(len(rows), -1) for b in both], axis=1), HERE / f"{name}-scores.csv")
    rows.replace("nan", "").to_csv(HERE / f"{kept}.csv", index=False)


keep("two", X, two, loss_function="Logloss", iterations=12)
keep("entropy", X, 1 / (1 + np.exp(-signal)), loss_function="CrossEntropy")
keep("three", X, many, loss_function="MultiClass")
keep("ova", X, many, loss_function="MultiClassOneVsAll")
keep("softmax-two", X, two, loss_function="MultiClass")
keep("value", X, signal + 3, loss_function="RMSE")
keep("mae", X, signal, loss_function="MAE")
keep("quantile", X, signal, loss_function="Quantile:alpha=0.8")
keep("huber", X, signal, loss_function="Huber:delta=1")
keep("poisson", X, np.floor(positive), loss_function="Poisson")
keep("tweedie", X, positive, loss_function="Tweedie:variance_power=1.5")
keep("large", X, two, loss_function="Logloss", nan_mode="Max")
keep("depthwise", X, two, loss_function="Logloss", grow_policy="Depthwise")
keep("lossguide-three", X, many, loss_function="MultiClass", grow_policy="Lossguide", max_leaves=6)
shown = C[-60:].copy()
shown.iloc[:5, 1] = "nie"
shown.iloc[5:8, 3] = 999
K = {"categories": ["colour", "yes", "many"], "kept": "categories", "shown": shown}
keep("one-hot", C, effect, loss_function="RMSE", one_hot_max_size=100, iterations=20, **K)
for kind in ["Borders", "Buckets", "BinarizedTargetMeanValue", "Counter"]:
    keep("statistic-" + kind, C, effect, loss_function="RMSE", one_hot_max_size=2, iterations=20, max_ctr_complexity=1,
         simple_ctr=[kind], **K)
keep("statistic", C, two, loss_function="Logloss", one_hot_max_size=2, iterations=20, max_ctr_complexity=1, **K)
keep("statistic-borders", C, effect, loss_function="RMSE", one_hot_max_size=2, iterations=20, max_ctr_complexity=1,
     simple_ctr=["Borders:TargetBorderCount=4", "Buckets:TargetBorderCount=3"], **K)
keep("statistic-three", C, many, loss_function="MultiClass", one_hot_max_size=2, iterations=10, max_ctr_complexity=1, **K)
keep("statistic-depthwise", C, two, loss_function="Logloss", one_hot_max_size=2, iterations=10, max_ctr_complexity=1,
     grow_policy="Depthwise", **K)
keep("refused-combination", C, two, loss_function="Logloss", one_hot_max_size=2, max_ctr_complexity=2, categories=K["categories"],
     depth=5, iterations=10)
keep("refused-uncertain", X, signal, loss_function="RMSEWithUncertainty")
keep("refused-targets", X, np.stack([signal, -signal], axis=1), loss_function="MultiRMSE")
