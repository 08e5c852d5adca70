"""Counterfactuals of dice-ml's genetic search; io.candor.benchmarks.CounterfactualsAdult runs it beside our own search.

    python counterfactuals.py FILE LABEL FROZEN QUERIES COUNT FOLDER

Trains an XGBoost model on the rows whose position is no multiple of 5, asks for counterfactuals of the first so many of the others that
it decides negative, with the names in FROZEN (A,B) kept, and writes into FOLDER: model.json, queries.csv (positions), found.csv (the
position, then the changed row). Says on a line of JSON how long the search took. A query is given up after 30 seconds.

Needs: python3.12 -m pip install dice-ml==0.12 pandas scikit-learn xgboost
"""

import json
import random
import signal
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import dice_ml
import numpy as np
import pandas as pd
import xgboost

PATIENCE = 30  # seconds for a query: random beginnings may never end


def give_up(*_):
    raise TimeoutError("no answer in time")


signal.signal(signal.SIGALRM, give_up)
file, label, frozen, queries, count, folder = sys.argv[1:]
frozen = frozen.split(",")
queries, count = int(queries), int(count)

rows = pd.read_csv(file, keep_default_na=False, na_values=[""])
y = rows.pop(label)
y = (y == y.value_counts().index[-1]).astype(int)  # the rarer class is the positive one
names = list(rows.columns)
texts = [name for name in names if not pd.api.types.is_numeric_dtype(rows[name])]
levels = {name: sorted(rows[name].unique()) for name in texts}
codes = {name: {level: code for code, level in enumerate(levels[name])} for name in texts}


def encoded(table):
    columns = {name: table[name].map(codes[name]) if name in texts else table[name] for name in names}
    return pd.DataFrame(columns).astype(float)


class Encoding:
    """The forest behind the interface that the search asks: tables as they are, levels as text."""

    def __init__(self, forest):
        self.forest = forest
        self.classes_ = np.array([0, 1])

    def predict_proba(self, table):
        return self.forest.predict_proba(encoded(table))

    def predict(self, table):
        return self.predict_proba(table).argmax(1)


held = np.arange(len(rows)) % 5 == 0
train = rows[~held].reset_index(drop=True)
kinds = ["c" if name in texts else "q" for name in names]
forest = xgboost.XGBClassifier(
    n_estimators=100, max_depth=6, learning_rate=0.1, random_state=0, n_jobs=2, feature_types=kinds, enable_categorical=True
)
forest.fit(encoded(train), y[~held])
forest.save_model(folder + "/model.json")
model = Encoding(forest)
asked = np.flatnonzero(held)
asked = asked[model.predict(rows.iloc[asked]) == 0][:queries]
pd.DataFrame({"position": asked}).to_csv(folder + "/queries.csv", index=False)

random.seed(42)
np.random.seed(42)
numbers = [name for name in names if name not in texts]
data = dice_ml.Data(
    dataframe=train.assign(**{label: y[~held].to_numpy()}), continuous_features=numbers, outcome_name=label
)
search = dice_ml.Dice(data, dice_ml.Model(model=model, backend="sklearn"), method="genetic")
vary = [name for name in names if name not in frozen]
found, failures, times = [], 0, []
for position in asked:
    start = time.perf_counter()
    signal.alarm(PATIENCE)
    try:
        answer = search.generate_counterfactuals(
            rows.iloc[[position]], total_CFs=count, desired_class="opposite", features_to_vary=vary, verbose=False
        )
        table = answer.cf_examples_list[0].final_cfs_df_sparse
        if table is None:
            table = answer.cf_examples_list[0].final_cfs_df
        if table is not None and len(table):
            found.append(table[names].assign(position=position))
    except Exception as e:  # what the peer says when it finds none
        failures += 1
        print(type(e).__name__, str(e)[:100], file=sys.stderr)
    finally:
        signal.alarm(0)
    times.append(time.perf_counter() - start)
    if len(times) % 10 == 0:
        print(len(times), "queries", round(sum(times), 1), "s", file=sys.stderr)
table = pd.concat(found) if found else pd.DataFrame(columns=[*names, "position"])
table[["position", *names]].to_csv(folder + "/found.csv", index=False)
print(json.dumps({"seconds": sum(times), "longest": max(times), "failures": failures}))
