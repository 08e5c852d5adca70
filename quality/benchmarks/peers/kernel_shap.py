"""KernelSHAP's estimates by shap, without a penalty; io.candor.benchmarks.KernelErrors starts it and compares. Trains a model, writes it with the rows, and
for each budget and seed the estimates of all explained rows.

    python kernel_shap.py DATA.csv.gz LABEL FOLDER ROWS SEEDS

Needs xgboost 3.4.1, shap 0.54.1, pandas, scikit-learn.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import shap
import xgboost

data, label, folder, rows, seeds = sys.argv[1:]
folder = Path(folder)
folder.mkdir(exist_ok=True)
X = pd.read_csv(data)
y = X.pop(label)
y = (y == sorted(y.unique())[1]).astype(int)
for name in X:  # every side sees numbers
    X[name] = X[name].astype(float) if pd.api.types.is_numeric_dtype(X[name]) else X[name].astype("category").cat.codes.astype(float)
model = xgboost.XGBClassifier(n_estimators=100, max_depth=6, learning_rate=0.1, random_state=0, n_jobs=2).fit(X, y)
model.save_model(folder / "kernel.json")
explained, background = X.iloc[: int(rows)], X.iloc[-50:]
explained.to_csv(folder / "explained.csv", index=False)
background.to_csv(folder / "background.csv", index=False)
explainer = shap.KernelExplainer(lambda x: model.predict(x, output_margin=True), background.to_numpy())
for budget in (200, 500, 2076):
    for seed in range(int(seeds)):
        np.random.seed(seed)
        values = explainer.shap_values(explained.to_numpy(), nsamples=budget, l1_reg=False, silent=True)
        np.savetxt(folder / f"kernel-{budget}-{seed}.csv", np.asarray(values, float), delimiter=",", fmt="%.17g")
    print(f"shap: {budget} coalitions, {seeds} seeds", flush=True)
