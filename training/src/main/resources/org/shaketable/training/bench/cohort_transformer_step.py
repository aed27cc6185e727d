"""Many decoder-only transformers at once in PyTorch, their parameters in common tensors, timed on request.

Arguments: number of runs, layers, width, heads, context, batch size, vocabulary. On the first CUDA device where PyTorch has
one, else on one thread of the CPU. Each line on standard input is a number of steps; the answer is the microseconds that
they took. A step is what Shaketable's kernel does: forward, next-token cross-entropy, backward, each run's gradient clipped
by its norm, AdamW.
"""

import math
import sys
import time

import torch
from torch.nn import functional

torch.set_num_threads(1)
torch.manual_seed(1)
torch.set_flush_denormal(True)

runs, layers, width, heads, context, batch, vocabulary = (int(argument) for argument in sys.argv[1:])
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
rows = batch * context
parameters = []


def parameter(*shape, scale=0.02):
    made = (torch.randn(runs, *shape, device=device) * scale).requires_grad_()
    parameters.append(made)
    return made


def linear(inputs, outputs):
    return parameter(inputs, outputs), parameter(1, outputs, scale=0)


def norm():
    return parameter(1, width), parameter(1, width, scale=0)


tokens_table = parameter(vocabulary, width)
positions = parameter(1, context, width)
blocks = [
    (norm(), linear(width, 3 * width), linear(width, width), norm(), linear(width, 4 * width), linear(4 * width, width))
    for _ in range(layers)
]
last_norm = norm()
head = parameter(width, vocabulary)
ahead = torch.triu(torch.ones(context, context, dtype=torch.bool, device=device), diagonal=1)
optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.1)
batches = [
    tuple(torch.randint(vocabulary, (runs, rows), device=device) for _ in range(2)) for _ in range(8)
]


def apply(layer, x):
    weights, bias = layer
    return torch.baddbmm(bias, x, weights)


def normed(layer, x):
    gain, bias = layer
    return functional.layer_norm(x, (width,)) * (1 + gain) + bias


def attention(x, into, out):
    parts = apply(into, x).view(runs * batch, context, 3, heads, width // heads)
    q, k, v = parts.permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-2, -1) / math.sqrt(width // heads)
    weights = scores.masked_fill(ahead, -math.inf).softmax(dim=-1)
    return apply(out, (weights @ v).transpose(1, 2).reshape(runs, rows, width))


def loss_of(tokens, targets):
    x = tokens_table.gather(1, tokens.unsqueeze(2).expand(-1, -1, width))
    x = (x.view(runs, batch, context, width) + positions).view(runs, rows, width)
    for first, into, out, second, wide, narrow in blocks:
        x = x + attention(normed(first, x), into, out)
        x = x + apply(narrow, functional.gelu(apply(wide, normed(second, x)), approximate="tanh"))
    logits = torch.bmm(normed(last_norm, x), head)
    # The sum over runs of the means over tokens: no run's gradient depends on another.
    return functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum") / rows


def clip():
    norms = torch.stack([p.grad.flatten(1).norm(dim=1) for p in parameters]).norm(dim=0)
    factors = (1 / (norms + 1e-6)).clamp(max=1)
    for p in parameters:
        p.grad.mul_(factors.view(-1, *[1] * (p.dim() - 1)))


def train(steps):
    for step in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss_of(*batches[step % len(batches)]).backward()
        clip()
        optimizer.step()


def now():
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter()


for line in sys.stdin:
    start = now()
    train(int(line))
    print((now() - start) * 1e6, flush=True)
