"""A plain PyTorch training loop of an MLP, one thread, timed on request.

Arguments: batch size, then the widths of all layers. Each line on standard input is a number of
steps; the answer is the microseconds of processor time that they took. A step is what Shaketable's engines do:
forward, softmax cross-entropy, backward, global gradient norm, Adam.
"""

import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
# Once the batches are learned by heart Adam's means shrink to subnormal numbers, which are slow.
torch.set_flush_denormal(True)

batch, *widths = (int(argument) for argument in sys.argv[1:])
layers = []
for inputs, outputs in zip(widths, widths[1:]):
    layers += [torch.nn.Linear(inputs, outputs), torch.nn.Tanh()]
model = torch.nn.Sequential(*layers[:-1])
parameters = list(model.parameters())
optimizer = torch.optim.Adam(parameters, lr=1e-3)
batches = [
    (torch.randn(batch, widths[0]), torch.randint(widths[-1], (batch,))) for _ in range(8)
]


def train(steps):
    for step in range(steps):
        inputs, labels = batches[step % len(batches)]
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        torch.linalg.vector_norm(torch.stack([p.grad.norm() for p in parameters]))
        optimizer.step()


for line in sys.stdin:
    start = time.thread_time()
    train(int(line))
    print((time.thread_time() - start) * 1e6, flush=True)
