"""Equalized odds by fairlearn's exponentiated gradient over logistic regressions; io.candor.benchmarks.MitigationAdult runs it beside ours.

    python mitigation.py FILE LABEL SENSITIVE BOUND

Learns from the rows whose position is no multiple of 5, with categories as indicators and all columns standardised over these rows, and says on a line of
JSON how long the fit took, how often the learner was asked, and what is expected of the decisions for the other rows: no draw is in the figures.

Needs: python3.12 -m pip install fairlearn==0.15.0 pandas scikit-learn
"""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import numpy as np
import pandas as pd
from fairlearn.reductions import EqualizedOdds, ExponentiatedGradient
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

file, label, sensitive, bound = sys.argv[1:]
bound = float(bound)
rows = pd.read_csv(file, keep_default_na=False, na_values=[""])
y = rows.pop(label)
y = (y == sorted(y.unique())[1]).astype(int).to_numpy()
group = rows[sensitive].astype(str).to_numpy()
held = np.arange(len(rows)) % 5 == 0
inputs = pd.get_dummies(rows, dtype=float)
inputs = StandardScaler().fit(inputs[~held]).transform(inputs)


def figures(chance):
    chance, said, who = np.asarray(chance, float), y[held], group[held]
    gaps = []
    for outcome in (0, 1):
        rates = [chance[(said == outcome) & (who == g)].mean() for g in np.unique(who)]
        gaps.append(max(rates) - min(rates))
    return {"accuracy": float(np.where(said == 1, chance, 1 - chance).mean()), "gap": float(max(gaps))}


start = time.perf_counter()
plain = LogisticRegression(max_iter=1000).fit(inputs[~held], y[~held])
one = time.perf_counter() - start
start = time.perf_counter()
mitigated = ExponentiatedGradient(LogisticRegression(max_iter=1000), EqualizedOdds(difference_bound=bound), eps=bound)
mitigated.fit(inputs[~held], y[~held], sensitive_features=group[~held])
seconds = time.perf_counter() - start
print(
    json.dumps(
        {
            "seconds": seconds,
            "one_fit": one,
            "calls": int(mitigated.n_oracle_calls_),
            "gap": float(mitigated.best_gap_),
            "plain": figures(plain.predict(inputs[held])),
            "mitigated": figures(mitigated._pmf_predict(inputs[held])[:, 1]),
        }
    )
)
