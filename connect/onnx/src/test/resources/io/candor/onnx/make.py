"""Graphs that scikit-learn models become, with the rows they were tried on and scikit-learn's own predictions.

    python make.py        (scikit-learn, skl2onnx, onnx and pandas; see README.md for the versions)
"""
import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

random = np.random.default_rng(4)
n = 300
rows = pd.DataFrame(
    {
        "age": random.integers(18, 80, n).astype(np.float32),
        "income": np.round(random.lognormal(3, 0.5, n), 2).astype(np.float32),
        "purpose": random.choice(["car", "house", "study, abroad"], n),
    }
)
signal = (rows.age - 45) / 20 + np.log(rows.income) - 3 + (rows.purpose == "house") + random.normal(0, 0.7, n)
paid = (signal > 0).astype(int)
grade = np.where(signal < -0.7, "poor", np.where(signal < 0.8, "fair", "good"))
numbers = ["age", "income"]
kept = rows.head(60)


def save(name, onnx, predictions=None):
    with open(name + ".onnx", "wb") as file:
        file.write(onnx.SerializeToString())
    if predictions is not None:
        pd.DataFrame(predictions).to_csv(name + ".csv", index=False, header=False, float_format="%.17g")


kept.to_csv("rows.csv", index=False)
prepare = ColumnTransformer([("number", StandardScaler(), numbers), ("category", OneHotEncoder(handle_unknown="ignore"), ["purpose"])])
columns = [("age", FloatTensorType([None, 1])), ("income", FloatTensorType([None, 1])), ("purpose", StringTensorType([None, 1]))]
logistic = Pipeline([("prepare", prepare), ("model", LogisticRegression())]).fit(rows, paid)
save("pipeline", to_onnx(logistic, initial_types=columns, options={id(logistic): {"zipmap": False}}), logistic.predict_proba(kept))
save("pipeline-zipmap", to_onnx(logistic, initial_types=columns))
three = Pipeline([("prepare", prepare), ("model", LogisticRegression())]).fit(rows, grade)
save("three", to_onnx(three, initial_types=columns, options={id(three): {"zipmap": False}}), three.predict_proba(kept))
save("three-zipmap", to_onnx(three, initial_types=columns))
matrix = rows[numbers].to_numpy(np.float32)
trees = GradientBoostingClassifier(n_estimators=20, max_depth=3, random_state=0).fit(matrix, paid)
save("boosting", to_onnx(trees, matrix[:1], options={"zipmap": False}), trees.predict_proba(matrix[:60]))
save("boosting-zipmap", to_onnx(trees, matrix[:1]))
save("boosting-columns", to_onnx(trees, matrix[:1], options={"zipmap": "columns"}))
value = GradientBoostingRegressor(n_estimators=20, max_depth=3, random_state=0).fit(matrix, signal)
save("regressor", to_onnx(value, matrix[:1]), value.predict(matrix[:60]))
linear = Pipeline([("scale", StandardScaler()), ("model", LogisticRegression())]).fit(rows[numbers], grade)
double = [("X", DoubleTensorType([None, 2]))]
save("double", to_onnx(linear, initial_types=double, options={id(linear): {"zipmap": False}}), linear.predict_proba(kept[numbers]))
