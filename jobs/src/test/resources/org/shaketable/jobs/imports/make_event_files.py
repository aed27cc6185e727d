"""Makes the event files beside this script with PyTorch's own SummaryWriter.

    python3 make_event_files.py DIRECTORY

Small networks learn two spirals; `noise-8` and `noise-1000` add Gaussian noise of that share of the gradient's
norm from step 200 of 500 on. Needs PyTorch and TensorBoard.
"""
import os
import sys
import time

import torch
from torch.utils.tensorboard import SummaryWriter

SEEDS, STEPS, EVERY, ONSET = 10, 500, 20, 200


def spirals(seed):
    random = torch.Generator().manual_seed(seed)
    turn = torch.rand(256, generator=random).sqrt() * 6
    side = torch.arange(256) % 2
    angle = turn + side * torch.pi
    points = torch.stack([turn * angle.cos(), turn * angle.sin()], 1) / 6
    return points + 0.03 * torch.randn(256, 2, generator=random), side


def flat(tensors):
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


def train(directory, seed, noise):
    torch.manual_seed(seed)
    network = torch.nn.Sequential(
        torch.nn.Linear(2, 32), torch.nn.Tanh(), torch.nn.Linear(32, 32), torch.nn.Tanh(), torch.nn.Linear(32, 2))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    random = torch.Generator().manual_seed(1000 + seed)
    points, sides = spirals(seed)
    held_out, held_out_sides = spirals(500 + seed)
    writer = SummaryWriter(directory)
    for step in range(STEPS + 1):
        batch = torch.randint(256, (64,), generator=random)
        logits = network(points[batch])
        loss = torch.nn.functional.cross_entropy(logits, sides[batch])
        optimizer.zero_grad()
        loss.backward()
        gradient = flat([p.grad for p in network.parameters()])
        if step % EVERY == 0:
            with torch.no_grad():
                accuracy = (network(held_out).argmax(1) == held_out_sides).float().mean()
                probabilities = logits.softmax(1)
                entropy = -(probabilities * probabilities.clamp_min(1e-9).log()).sum(1).mean()
            writer.add_scalar("eval/accuracy", accuracy, step)
            writer.add_scalar("train/loss", loss, step)
            writer.add_scalar("train/grad_norm", gradient.norm(), step)
            writer.add_scalar("train/entropy", entropy, step)
        if noise and step >= ONSET:
            scale = noise * gradient.norm() / gradient.numel() ** 0.5
            for p in network.parameters():
                p.grad += scale * torch.randn(p.grad.shape, generator=random)
        optimizer.step()
    writer.close()


def kinds(directory):
    """One file of everything that a writer writes, scalars in the newer encoding among it."""
    writer = SummaryWriter(directory)
    for step in range(5):
        writer.add_scalar("simple", step + 0.5, step)
        writer.add_scalar("tensor", step + 0.25, step, new_style=True)
        writer.add_scalar("double", step + 0.1, step, new_style=True, double_precision=True)
        writer.add_histogram_raw("histogram", 0, 9, 10, 45, 285, [5, 10], [5, 5], step)
        writer.add_text("text", "words", step)
    writer.add_scalar("simple", float("nan"), 5)
    writer.add_scalar("simple", float("inf"), 6)
    writer.close()


def restarts(directory):
    """Two files of one run: the second goes on from step 3, and says so, as after a crash at step 5."""
    writer = SummaryWriter(directory)
    for step in range(6):
        writer.add_scalar("loss", 10 - step, step)
        writer.add_scalar("rare", step, step)
    writer.close()
    time.sleep(1.1)  # the name of a file says the second
    writer = SummaryWriter(directory, purge_step=3)
    for step in range(4, 9):
        writer.add_scalar("loss", 20 - step, step)
    writer.close()


def renamed(directory):
    """Names say when and where; files made again are to have the same names."""
    for folder, _, files in os.walk(directory):
        for number, file in enumerate(sorted(f for f in files if f.startswith("events.out"))):
            os.rename(os.path.join(folder, file), os.path.join(folder, f"events.out.tfevents.{1700000000 + number}.host"))


if __name__ == "__main__":
    for seed in range(SEEDS):
        train(f"{sys.argv[1]}/spirals/clean/seed-{seed}", seed, 0)
        for noise in (8, 1000):
            train(f"{sys.argv[1]}/spirals/noise-{noise}/seed-{seed}", seed, noise)
    kinds(f"{sys.argv[1]}/kinds")
    restarts(f"{sys.argv[1]}/restarts")
    renamed(sys.argv[1])
