"""Thresholds by group as the peers fit them, beside the benchmark GroupThresholdsPeers, which calls this.

Usage: python thresholds.py speed FOLDER             reads score.f64, label.i8, group.i8; one JSON line per peer
       python thresholds.py quality DATA FOLDER N    makes score files of adult and compas and N splits; one JSON line per peer and split
(fairlearn 0.15.0, error-parity 0.3.12, oxonfair 0.3, scikit-learn, pandas)
"""
import json
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
TOLERANCE = 0.05


def expected(p, y, g):
    """Accuracy and gaps of chances of a positive decision."""
    rate = lambda label: [p[(g == v) & (y == label)].mean() for v in np.unique(g)]
    return dict(accuracy=float(np.where(y == 1, p, 1 - p).mean()), tpr_gap=float(np.ptp(rate(1))), fpr_gap=float(np.ptp(rate(0))))


def fairlearn(s, y, g, constraint, tol):
    from fairlearn.postprocessing import ThresholdOptimizer
    from sklearn.base import BaseEstimator

    class Score(BaseEstimator):
        def fit(self, X, y=None):
            self.fitted_ = True
            return self

        def predict(self, X):
            return np.asarray(X)[:, 0]

    name = "equalized_odds" if constraint == "equalized_odds" else "true_positive_rate_parity"
    extra = {} if tol is None else {"tol": tol}
    t = ThresholdOptimizer(estimator=Score().fit(None), constraints=name, prefit=True, predict_method="predict", **extra)
    t.fit(s[:, None], y, sensitive_features=g)
    return lambda s, g: t._pmf_predict(s[:, None], sensitive_features=g)[:, 1]


def error_parity(s, y, g, constraint, tol):
    from error_parity import RelaxedThresholdOptimizer

    name = "equalized_odds" if constraint == "equalized_odds" else "true_positive_rate_parity"
    t = RelaxedThresholdOptimizer(predictor=lambda X: X[:, 0], constraint=name, tolerance=tol)
    t.fit(s[:, None], y, group=g)
    return t


def mean_decision(t, s, g, draws=50):
    """error-parity decides by draws only: the mean of many."""
    total = np.zeros(len(s))
    for seed in range(draws):
        np.random.seed(seed)
        t.seed = seed
        total += t.predict(s[:, None], group=g)
    return total / draws


def oxonfair(s, y, g, tol):
    import oxonfair as ox
    from oxonfair.utils import group_metrics as gm

    data = lambda s, y, g: dict(data=np.stack([1 - s, s], 1), target=y, groups=g)
    p = ox.FairPredictor(None, data(s, y, g))
    p.fit(gm.accuracy, gm.recall.max_diff, tol)
    return lambda s, g: np.asarray(p.predict(data(s, np.zeros(len(s), int), g))).astype(float)


def speed(folder):
    s = np.fromfile(folder / "score.f64")
    y = np.fromfile(folder / "label.i8", dtype=np.int8).astype(int)
    g = np.fromfile(folder / "group.i8", dtype=np.int8).astype(int)
    start = time.perf_counter()
    chances = fairlearn(s, y, g, "equalized_odds", None)
    seconds = time.perf_counter() - start
    print(json.dumps(dict(peer="fairlearn", tolerance=0, seconds=seconds, **expected(chances(s, g), y, g))), flush=True)
    for tolerance in (0.0, TOLERANCE):
        start = time.perf_counter()
        t = error_parity(s, y, g, "equalized_odds", tolerance)
        seconds = time.perf_counter() - start
        points = t.groupwise_roc_points  # (FPR, TPR) per group
        hit, tpr, fpr = 0.0, [], []
        for k, v in enumerate(np.unique(g)):
            f, r = points[k]
            hit += r * ((g == v) & (y == 1)).sum() + (1 - f) * ((g == v) & (y == 0)).sum()
            tpr.append(r)
            fpr.append(f)
        print(json.dumps(dict(peer="error-parity", tolerance=tolerance, seconds=seconds, accuracy=float(hit / len(y)),
                              tpr_gap=float(np.ptp(tpr)), fpr_gap=float(np.ptp(fpr)))), flush=True)


def scored(data, name):
    """Labels, groups and the scores of a gradient-boosted model on rows it was not trained on."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import cross_val_predict

    if name == "adult":
        d = pd.read_csv(data / "adult-complete.csv.gz")
        y = (d.pop("income").astype(str).str.contains(">50K")).astype(int).to_numpy()
        g = d["sex"].astype(str).to_numpy()
    else:
        d = pd.read_csv(data / "compas-two-years.csv")
        y = d["two_year_recid"].astype(int).to_numpy()
        g = d["race"].replace({"Asian": "Other", "Native American": "Other"}).to_numpy()  # 32 and 18 rows
        d = d[["sex", "age", "race", "juv_fel_count", "juv_misd_count", "juv_other_count", "priors_count", "c_charge_degree"]]
    X = pd.get_dummies(d, dtype=float)
    model = HistGradientBoostingClassifier(max_iter=100, learning_rate=0.08, random_state=0)
    return cross_val_predict(model, X, y, cv=4, method="predict_proba")[:, 1], y, g


def quality(data, folder, splits):
    for name in ("adult", "compas"):
        s, y, g = scored(data, name)
        levels, codes = np.unique(g, return_inverse=True)
        order = [np.random.default_rng(r).permutation(len(y)) for r in range(splits)]
        pd.DataFrame(dict(score=s, label=y, group=codes)).to_csv(folder / f"{name}.csv", index=False)
        np.stack(order).astype("<i4").tofile(folder / f"{name}.splits")
        for r, o in enumerate(order):
            fit, test = o[: len(y) // 2], o[len(y) // 2 :]
            f, t = (s[fit], y[fit], codes[fit]), (s[test], y[test], codes[test])
            peers = dict(
                plain=lambda: (t[0] >= 0.5).astype(float),
                fairlearn=lambda: fairlearn(*f, "tpr", TOLERANCE)(t[0], t[2]),
                error_parity=lambda: mean_decision(error_parity(*f, "tpr", TOLERANCE), t[0], t[2]),
                oxonfair=lambda: oxonfair(*f, TOLERANCE)(t[0], t[2]),
            )
            for peer, chances in peers.items():
                try:
                    print(json.dumps(dict(data=name, split=r, peer=peer, **expected(chances(), t[1], t[2]))), flush=True)
                except Exception as e:  # a peer that fails is reported, not hidden
                    print(json.dumps(dict(data=name, split=r, peer=peer, error=str(e)[:200])), flush=True)


if sys.argv[1] == "speed":
    speed(pathlib.Path(sys.argv[2]))
else:
    quality(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4]))
