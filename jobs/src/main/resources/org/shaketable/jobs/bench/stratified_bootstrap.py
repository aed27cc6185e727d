"""Seconds of processor time of a stratified bootstrap of interquartile means, as rliable makes it:
one draw of runs within every task, then the trimmed mean of all scores, replicate by replicate.
Arguments: runs, tasks, replicates."""
import sys
import time

import numpy

runs, tasks, replicates = (int(argument) for argument in sys.argv[1:])
scores = numpy.random.default_rng(1).random((runs, tasks))
columns = numpy.arange(tasks)[None, :]
count = runs * tasks
low, high = int(0.25 * count), count - int(0.25 * count)


def interquartile_mean(sample):
    return numpy.mean(numpy.partition(sample.ravel(), (low, high - 1))[low:high])


means = numpy.empty(replicates)
start = time.process_time()
for i in range(replicates):
    drawn = numpy.random.choice(runs, (runs, tasks), replace=True)
    means[i] = interquartile_mean(scores[drawn, columns])
numpy.percentile(means, (2.5, 97.5))
print(time.process_time() - start)
