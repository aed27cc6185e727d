"""Products of matrices by the BLAS that NumPy is linked with, one thread, timed on request.

Arguments: rows, columns and inner size. Each line on standard input is a number of products; the answer is the
microseconds of processor time that they took.
"""

import sys
import time

import numpy

rows, columns, inner = (int(argument) for argument in sys.argv[1:])
generator = numpy.random.default_rng(1)
a = generator.standard_normal((rows, inner), dtype=numpy.float32)
b = generator.standard_normal((inner, columns), dtype=numpy.float32)
c = numpy.empty((rows, columns), dtype=numpy.float32)

for line in sys.stdin:
    start = time.thread_time()
    for _ in range(int(line)):
        numpy.dot(a, b, out=c)
    print((time.thread_time() - start) * 1e6, flush=True)
