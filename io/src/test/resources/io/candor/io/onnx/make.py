"""Exports small tree ensembles and keeps them with ONNX Runtime's scores. See README.md.

Usage: python make.py      (writes beside this file; needs what the README names)
"""
import pathlib
import warnings

import lightgbm as lgb
import numpy as np
import onnx
import onnxmltools
import onnxruntime
import pandas as pd
import xgboost as xgb
from onnx import TensorProto, helper
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeRegressor

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent
random = np.random.default_rng(23)
X = random.normal(size=(300, 4)).round(2).astype(np.float32)
signal = X[:, 0] * X[:, 1] + X[:, 2] + 0.3 * random.normal(size=300)
two = (signal > 0).astype(int)
three = np.array(["low", "middle", "high"])[np.digitize(signal, [-0.5, 0.5])]
ROWS = X[:50].copy()
ROWS[random.random(ROWS.shape) < 0.06] = np.nan
ROWS[:6, 0] = [-0.5, 0.0, 0.5, np.nextafter(np.float32(0.5), np.float32(1)), np.nextafter(np.float32(0.5), np.float32(0)), np.nan]
pd.DataFrame(ROWS.astype(float), columns=["f0", "f1", "f2", "f3"]).to_csv(HERE / "rows.csv", index=False)


def keep(name, model, rows=ROWS, feeds=None):
    file = HERE / f"{name}.onnx"
    file.write_bytes(model.SerializeToString())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as e:
        print(name, e)
        return
    output = session.run(None, feeds or {session.get_inputs()[0].name: rows})[-1]
    if isinstance(output, list):
        output = np.array([list(row.values()) for row in output])
    if name.startswith("other-"):
        return
    output = np.asarray(output).reshape(len(rows), -1)
    pd.DataFrame(output).add_prefix("s").map(lambda v: repr(float(v))).to_csv(HERE / f"{name}-scores.csv", index=False)


def scikit(name, model, label, **options):
    model.fit(X, label)
    keep(name, to_onnx(model, X[:1], options={id(model): options} if options else None))


scikit("boosting", GradientBoostingClassifier(n_estimators=8, max_depth=3, random_state=1), two)
scikit("boosting-three", GradientBoostingClassifier(n_estimators=4, max_depth=2, random_state=1), three, zipmap=False)
scikit("forest", RandomForestClassifier(5, max_depth=4, random_state=1), two, zipmap=False)
scikit("forest-three", RandomForestClassifier(5, max_depth=4, random_state=1), three)
scikit("forest-value", RandomForestRegressor(5, max_depth=4, random_state=1), signal)
scikit("tree-value", DecisionTreeRegressor(max_depth=4, random_state=1), signal)
numbers = np.digitize(signal, [-0.5, 0.5])
width = [("x", FloatTensorType([None, 4]))]
small = {"n_estimators": 6, "num_leaves": 8, "verbose": -1, "random_state": 1}
keep("lightgbm", onnxmltools.convert_lightgbm(lgb.LGBMClassifier(**small).fit(X, two), initial_types=width))
keep("lightgbm-plain", onnxmltools.convert_lightgbm(lgb.LGBMClassifier(**small).fit(X, two), initial_types=width, zipmap=False))
keep("lightgbm-three", onnxmltools.convert_lightgbm(lgb.LGBMClassifier(**small).fit(X, numbers), initial_types=width))
keep("lightgbm-value", onnxmltools.convert_lightgbm(lgb.LGBMRegressor(**small).fit(X, signal), initial_types=width))
small = {"n_estimators": 6, "max_depth": 3, "random_state": 1}
keep("xgboost", onnxmltools.convert_xgboost(xgb.XGBClassifier(**small).fit(X, two), initial_types=width))
keep("xgboost-three", onnxmltools.convert_xgboost(xgb.XGBClassifier(**small).fit(X, numbers), initial_types=width))
keep("xgboost-value", onnxmltools.convert_xgboost(xgb.XGBRegressor(**small).fit(X, signal), initial_types=width))


def ensemble(modes, thresholds, leaves, tracks=(0, 1), operator="TreeEnsembleRegressor", output=TensorProto.FLOAT, real=False,
             inputs=None, before=(), after=(), outputs=None, version=3, **more):
    """Trees of two questions each: root asks f0, its false child f1; three leaves."""
    n = len(modes) // 2
    kind = "target" if operator.endswith("Regressor") else "class"
    ids = more.pop("ids", [0] * len(leaves))
    values = [v for t in range(n) for v in (thresholds[2 * t], 0, thresholds[2 * t + 1], 0, 0)]
    attributes = {
        "nodes_treeids": [t for t in range(n) for _ in range(5)],
        "nodes_nodeids": list(range(5)) * n,
        "nodes_featureids": [0, 0, 1, 0, 0] * n,
        "nodes_modes": [m for t in range(n) for m in (modes[2 * t], "LEAF", modes[2 * t + 1], "LEAF", "LEAF")],
        "nodes_truenodeids": [1, 0, 3, 0, 0] * n,
        "nodes_falsenodeids": [2, 0, 4, 0, 0] * n,
        "nodes_missing_value_tracks_true": [tracks[0], 0, tracks[1], 0, 0] * n,
        f"{kind}_treeids": [t for t in range(n) for _ in range(3)],
        f"{kind}_nodeids": [1, 3, 4] * n,
        f"{kind}_ids": ids,
        **more}
    if kind == "target":
        attributes["n_targets"] = 1
    weights = (f"{kind}_weights", leaves)
    for name, numbers in (("nodes_values", values), weights):
        if real:
            attributes[name + "_as_tensor"] = helper.make_tensor(name, TensorProto.DOUBLE, [len(numbers)], numbers)
        else:
            attributes[name] = [float(v) for v in numbers]
    made = ["label", "scores"] if kind == "class" else ["scores"]
    node = helper.make_node(operator, ["x"], made, domain="ai.onnx.ml", **attributes)
    element = TensorProto.DOUBLE if real else TensorProto.FLOAT
    inputs = inputs or [helper.make_tensor_value_info("x", element, [None, 4])]
    outputs = outputs or [helper.make_tensor_value_info("scores", output, [None, None])]
    graph = helper.make_graph([*before, node, *after], "g", inputs, outputs)
    return helper.make_model(graph, ir_version=8, opset_imports=[
        helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", version)])


LEAVES = [1.5, -2.25, 0.125, 0.3, 0.7, -0.1]
for name, modes in {"leq": ["BRANCH_LEQ"] * 4, "lt": ["BRANCH_LT"] * 4, "gt": ["BRANCH_GT"] * 4, "gte": ["BRANCH_GTE"] * 4,
                    "mixed": ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"]}.items():
    for tracks in ((0, 1), (1, 0)):
        keep(f"own-{name}-{tracks[0]}", ensemble(modes, [0.5, -0.25, 0.0, 0.5], LEAVES, tracks, base_values=[0.25]))
LEQ = ["BRANCH_LEQ"] * 4
T = [0.5, -0.25, 0.0, 0.5]
keep("own-average", ensemble(LEQ, T, LEAVES, aggregate_function="AVERAGE", base_values=[0.25]))
keep("own-hits", ensemble(LEQ, T, LEAVES, nodes_hitrates=[10.0, 4, 6, 5, 1] * 2))
keep("own-double", ensemble(LEQ, [0.1, 0.2, 0.3, 0.4], LEAVES, real=True), ROWS.astype(np.float64))
names = ["f0", "f1", "f2", "f3"]
columns = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [None, 1]) for n in names]
concat = helper.make_node("Concat", names, ["x"], axis=1)
feeds = {n: ROWS[:, i:i + 1] for i, n in enumerate(names)}
keep("own-columns", ensemble(LEQ, T, LEAVES, inputs=columns, before=[concat]), feeds=feeds)
real = [helper.make_tensor_value_info("d", TensorProto.DOUBLE, [None, 4])]
cast = helper.make_node("Cast", ["d"], ["x"], to=TensorProto.FLOAT)
keep("own-cast", ensemble(LEQ, T, LEAVES, inputs=real, before=[cast]), ROWS.astype(np.float64))
C = {"operator": "TreeEnsembleClassifier", "classlabels_int64s": [0, 1]}
both = [0, 0, 0, 1, 1, 1]
keep("own-both-softmax", ensemble(LEQ, T, LEAVES, ids=both, post_transform="SOFTMAX", **C))
keep("own-both-logistic", ensemble(LEQ, T, LEAVES, ids=both, post_transform="LOGISTIC", **C))
keep("own-second", ensemble(LEQ, T, LEAVES, ids=[1] * 6, post_transform="LOGISTIC", **C))
keep("own-base", ensemble(LEQ, T, LEAVES, post_transform="LOGISTIC", base_values=[0.5], **C))
keep("own-positive", ensemble(LEQ, T, [0.1, 0.2, 0.3, 0.4, 0.5, 0.25], ids=[1] * 6, **C))
C3 = {"operator": "TreeEnsembleClassifier", "classlabels_strings": ["a", "b", "c"]}
keep("own-three-logistic", ensemble(LEQ, T, LEAVES, ids=[0, 1, 2, 0, 1, 2], post_transform="LOGISTIC", base_values=[0.1, 0.2, 0.3], **C3))

keep("other-eq", ensemble(["BRANCH_EQ"] * 4, T, LEAVES))
keep("other-margin", ensemble(LEQ, T, LEAVES, **C))
keep("other-positive-logistic", ensemble(LEQ, T, [abs(v) for v in LEAVES], post_transform="LOGISTIC", **C))
keep("other-some", ensemble(LEQ, T, LEAVES, ids=[0, 1, 1, 0, 1, 0], post_transform="LOGISTIC", **C))
keep("other-min", ensemble(LEQ, T, LEAVES, aggregate_function="MIN"))
keep("other-probit", ensemble(LEQ, T, [0.1] * 6, post_transform="PROBIT", **C))
pipeline = make_pipeline(StandardScaler(), DecisionTreeRegressor(max_depth=2, random_state=1)).fit(X, signal)
keep("other-scaled", to_onnx(pipeline, X[:1]))
