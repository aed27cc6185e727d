"""A mixture of two normal densities in the plane by expectation and maximisation, numpy 1.24.2 and scipy 1.10.1.

The points are those of mixture_points.csv; means start at the two given places with unit covariances and equal weights;
1e-3 is added to both variances of a component after each step, as scikit-learn's reg_covar is; 400 steps.
"""
import json, sys
import numpy as np
from scipy.stats import multivariate_normal as normal

rng = np.random.default_rng([1729, 42])
a = rng.normal(size=(90, 2)) @ np.array([[1.0, 0.4], [0.0, 0.8]])
b = rng.normal(size=(60, 2)) @ np.array([[0.7, -0.2], [0.0, 1.1]]) + [4.0, 1.5]
points = np.round(np.vstack([a, b]), 4)
rng.shuffle(points)
np.savetxt(sys.argv[1] + '/mixture_points.csv', points, fmt='%.4f', delimiter=',', header='x,y', comments='')

def fit(means, steps=400, ridge=1e-3):
    k = len(means)
    w, m, c = np.full(k, 1 / k), np.array(means, float), np.array([np.eye(2)] * k)
    for _ in range(steps):
        d = np.column_stack([w[j] * normal(m[j], c[j]).pdf(points) for j in range(k)])
        r = d / d.sum(1, keepdims=True)
        n = r.sum(0)
        w, m = n / n.sum(), (r.T @ points) / n[:, None]
        c = np.array([np.cov(points.T, aweights=r[:, j], ddof=0) + ridge * np.eye(2) for j in range(k)])
    d = np.column_stack([w[j] * normal(m[j], c[j]).pdf(points) for j in range(k)])
    return w, m, c, d

out = {}
for name, means in {'one': [[0, 0]], 'two': [[-1, 0], [4, 0]]}.items():
    w, m, c, d = fit(means)
    out[name] = {'weights': w.tolist(), 'means': m.tolist(), 'xx_xy_yy': [[x[0, 0], x[0, 1], x[1, 1]] for x in c],
                 'mean_log_likelihood': float(np.log(d.sum(1)).mean()),
                 'first_posteriors': (d / d.sum(1, keepdims=True))[:5].tolist()}
json.dump(out, open(sys.argv[1] + '/mixture_results.json', 'w'), indent=1)
print(json.dumps(out, indent=1))
