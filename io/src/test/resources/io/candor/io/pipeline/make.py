"""Trains a pipeline of scikit-learn's and XGBoost on Adult, and writes it as Candor reads it. See README.md; docs/how-to/explain-raw-features.md
speaks of the function `columns`.

    python make.py adult-complete.csv.gz
"""

import json
import sys

import numpy as np
import pandas as pd
import xgboost
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, KBinsDiscretizer, OneHotEncoder, OrdinalEncoder, StandardScaler


def columns(transformer):
    """What each column of a fitted ColumnTransformer is made of."""

    def end(x):
        return float(x) if np.isfinite(x) else None

    made = []
    for _, step, names in transformer.transformers_:
        steps = step.steps if hasattr(step, "steps") else [("", step)]
        before = [[] for _ in names]
        for _, s in steps[:-1]:
            if isinstance(s, SimpleImputer):
                for j, value in enumerate(s.statistics_):
                    before[j].append({"impute": float(value)})
            elif isinstance(s, StandardScaler):
                for j in range(len(names)):
                    before[j].append({"scale": [float(s.mean_[j]), float(s.scale_[j])]})
            else:
                raise TypeError(s)
        s = steps[-1][1]
        for j, name in enumerate(names):
            if isinstance(s, OneHotEncoder):
                made += [{"of": name, "steps": [{"is": [level]}]} for level in s.categories_[j]]
            elif isinstance(s, OrdinalEncoder):
                codes = {level: k for k, level in enumerate(s.categories_[j])}
                made.append({"of": name, "steps": [{"code": {"levels": codes, "unseen": s.unknown_value}}]})
            elif isinstance(s, KBinsDiscretizer):
                edges = s.bin_edges_[j]
                for k in range(len(edges) - 1):
                    ends = [None if k == 0 else end(edges[k]), None if k == len(edges) - 2 else end(edges[k + 1])]
                    made.append({"of": name, "steps": before[j] + [{"between": ends}]})
            elif isinstance(s, StandardScaler):
                made.append({"of": name, "steps": before[j] + [{"scale": [float(s.mean_[j]), float(s.scale_[j])]}]})
            elif isinstance(s, SimpleImputer):
                made.append({"of": name, "steps": before[j] + [{"impute": float(s.statistics_[j])}]})
            elif isinstance(s, FunctionTransformer) or s == "passthrough":
                made.append({"of": name, "steps": before[j]})
            else:
                raise TypeError(s)
    return made


if __name__ == "__main__":
    numbers = ["age", "capital_gain", "hours_per_week", "education_num"]
    texts = ["workclass", "occupation", "relationship"]
    data = pd.read_csv(sys.argv[1])[numbers + texts + ["income"]]
    y = (data.pop("income") == ">50K").astype(int)
    rng = np.random.default_rng(1)
    data = data.astype({n: float for n in numbers})
    data.loc[rng.random(len(data)) < 0.1, "age"] = np.nan
    transformer = ColumnTransformer(
        [
            ("a", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), ["age", "hours_per_week"]),
            ("b", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["workclass", "occupation"]),
            ("c", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), ["relationship"]),
            ("d", KBinsDiscretizer(4, encode="onehot-dense", strategy="quantile", quantile_method="linear"), ["education_num"]),
            ("e", "passthrough", ["capital_gain"]),
        ]
    )
    seen = transformer.fit_transform(data)
    booster = xgboost.XGBClassifier(n_estimators=30, max_depth=3, learning_rate=0.3, random_state=0, n_jobs=1).fit(seen, y)
    booster.save_model("boosted.json")
    inputs = [{"name": n} for n in numbers] + [{"name": t, "levels": sorted(data[t].unique().tolist())} for t in texts]
    pipeline = {"format": "candor-pipeline", "version": 1, "model": "boosted.json", "inputs": inputs, "columns": columns(transformer)}
    with open("boosted.pipeline.json", "w") as f:
        json.dump(pipeline, f, indent=1)
    rows = data.iloc[:200].copy()
    rows.loc[rows.index[:20], "occupation"] = "Astronaut"
    rows.loc[rows.index[30:40], "relationship"] = "Friend"
    rows.loc[rows.index[50], "age"] = 1e6
    rows.to_csv("rows.csv", index=False)
    margins = booster.predict(transformer.transform(rows), output_margin=True)
    linear = LogisticRegression(max_iter=2000).fit(seen, y)
    pd.DataFrame({"margin": margins.astype(float), "linear": linear.decision_function(transformer.transform(rows))}).to_csv(
        "scores.csv", index=False, float_format="%.17g"
    )
    with open("linear.json", "w") as f:
        json.dump({"intercept": float(linear.intercept_[0]), "slopes": linear.coef_[0].tolist()}, f)
