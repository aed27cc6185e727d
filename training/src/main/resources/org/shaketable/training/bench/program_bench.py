"""Times its own hooks: program_bench.py OUT PARAMETERS STEPS. Writes medians in microseconds."""

import json
import statistics
import sys
import time

import numpy as np
import shaketable

out, size, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
run = shaketable.attach(steps=steps, evaluations=1)
weights, gradient = np.zeros(size, np.float32), np.ones(size, np.float32)
x, y = np.zeros((32, 8), np.float32), np.zeros(32, np.int64)
first, second = np.empty_like(gradient), np.empty_like(gradient)
now = time.perf_counter
times = {"step": [], "hook": [], "copies": []}
run.watch([weights], evaluate=lambda: 0)

for _ in range(steps):
    start = now()
    np.copyto(first, gradient)
    np.copyto(second, first)
    copied = now()
    run.gradient([gradient])
    hooked = now()
    run.inputs(x)
    run.labels(y, classes=2)
    rate = run.learning_rate(0.1)
    last = run.steps_done == steps - 1
    if last:
        medians = {name: 1e6 * statistics.median(values) for name, values in times.items()}
        # Paired, for a machine with other work is slower at some times than at others.
        medians["ratio"] = statistics.median(h / c for h, c in zip(times["hook"], times["copies"]))
        json.dump({"python": sys.executable, **medians}, open(out, "w"))
    run.step(0.5)
    if not last:
        times["copies"].append(copied - start)
        times["hook"].append(hooked - copied)
        times["step"].append(now() - copied)
