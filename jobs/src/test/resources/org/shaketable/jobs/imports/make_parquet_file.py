"""Makes the Parquet file beside this script, with pandas and PyArrow, as people keep their logs.

    python3 make_parquet_file.py FILE

One row a value; run 1 is half as long. At step 30 there is no loss: pandas writes
NaN as null. The last column is none that an import asks for.
"""
import sys

import pandas

rows = []
for seed in (0, 1):
    for step in range(0, 101 if seed == 0 else 51, 10):
        rows.append(("spirals", seed, step, "accuracy", 0.5 + step / 250 + seed / 1000, True))
        rows.append(("spirals", seed, step, "loss", float("nan") if step == 30 else 0.7 / (1 + step / 3), False))
table = pandas.DataFrame(rows, columns=["experiment", "seed", "step", "metric", "value", "held_out"])
table.to_parquet(sys.argv[1], index=False)
