"""Many MLPs at once in PyTorch, their parameters in common tensors, timed on request.

Arguments: number of runs, batch size, then the widths of all layers. On the first CUDA device where PyTorch has one,
else on one thread of the CPU. Each line on standard input is a number of steps; the answer is the microseconds that
they took. A step is what Shaketable's kernel does: forward, softmax cross-entropy, backward, each run's gradient norm, Adam.
"""

import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
torch.set_flush_denormal(True)

runs, batch, *widths = (int(argument) for argument in sys.argv[1:])
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
parameters = []
for inputs, outputs in zip(widths, widths[1:]):
    weights = torch.randn(runs, inputs, outputs, device=device) * inputs**-0.5
    parameters += [weights, torch.zeros(runs, 1, outputs, device=device)]
for parameter in parameters:
    parameter.requires_grad_()
optimizer = torch.optim.Adam(parameters, lr=1e-3)
batches = [
    (
        torch.randn(runs, batch, widths[0], device=device),
        torch.randint(widths[-1], (runs * batch,), device=device),
    )
    for _ in range(8)
]


def train(steps):
    for step in range(steps):
        values, labels = batches[step % len(batches)]
        optimizer.zero_grad(set_to_none=True)
        for i in range(0, len(parameters), 2):
            values = torch.baddbmm(parameters[i + 1], values, parameters[i])
            if i + 2 < len(parameters):
                values = torch.tanh(values)
        # The sum over runs of the means over rows: no run's gradient depends on another.
        loss = torch.nn.functional.cross_entropy(values.flatten(0, 1), labels, reduction="sum") / batch
        loss.backward()
        torch.stack([p.grad.flatten(1).norm(dim=1) for p in parameters]).norm(dim=0)
        optimizer.step()


def now():
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter()


for line in sys.stdin:
    start = now()
    train(int(line))
    print((now() - start) * 1e6, flush=True)
