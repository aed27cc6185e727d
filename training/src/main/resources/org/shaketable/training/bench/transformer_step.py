"""A plain PyTorch training loop of a decoder-only transformer, one thread, timed on request.

Arguments: layers, width, heads, context, batch size, vocabulary. Each line on standard input is a
number of steps; the answer is the microseconds of processor time that they took. A step is what
Shaketable's transformer does: forward, next-token cross-entropy, backward, clipping by the global
gradient norm, AdamW.
"""

import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional

torch.set_num_threads(1)
torch.manual_seed(1)
# Once the batches are learned by heart Adam's means shrink to subnormal numbers, which are slow.
torch.set_flush_denormal(True)

layers, width, heads, context, batch, vocabulary = (int(argument) for argument in sys.argv[1:])


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.projection = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        ahead = torch.triu(torch.ones(context, context, dtype=torch.bool), diagonal=1)
        self.register_buffer("ahead", ahead)

    def forward(self, x):
        parts = self.projection(x).view(batch, context, 3, heads, width // heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) / math.sqrt(width // heads)
        weights = scores.masked_fill(self.ahead, -math.inf).softmax(dim=-1)
        return self.output((weights @ v).transpose(1, 2).reshape(batch, context, width))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = Attention()
        self.feed_forward_norm = nn.LayerNorm(width)
        self.feed_forward = nn.Sequential(
            nn.Linear(width, 4 * width),
            nn.GELU(approximate="tanh"),
            nn.Linear(4 * width, width),
        )

    def forward(self, x):
        x = x + self.attention(self.attention_norm(x))
        return x + self.feed_forward(self.feed_forward_norm(x))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(0.02 * torch.randn(context, width))
        self.blocks = nn.Sequential(*(Block() for _ in range(layers)))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        return self.head(self.norm(self.blocks(self.tokens(tokens) + self.positions)))


model = Transformer()
parameters = list(model.parameters())
optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.1)
batches = [
    tuple(torch.randint(vocabulary, (batch, context)) for _ in range(2)) for _ in range(8)
]


def train(steps):
    for step in range(steps):
        tokens, targets = batches[step % len(batches)]
        optimizer.zero_grad(set_to_none=True)
        logits = model(tokens).view(-1, vocabulary)
        loss = functional.cross_entropy(logits, targets.view(-1))
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()


for line in sys.stdin:
    start = time.thread_time()
    train(int(line))
    print((time.thread_time() - start) * 1e6, flush=True)
