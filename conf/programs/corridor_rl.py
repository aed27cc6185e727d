"""REINFORCE in NumPy: parallel walkers learn to go right along a corridor of eight places."""

import numpy as np
import shaketable

run = shaketable.attach(seed=1, steps=300)
draws = run.generator()
PLACES, WALKERS, LENGTH = 8, 16, 12
policy = np.zeros((PLACES, 2), np.float32)  # logits of left and right at each place
run.watch([policy])


def shares(places):
    e = np.exp(policy[places] - policy[places].max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def walk(source, training):
    """One episode of all walkers: the places, the actions chosen, the rewards."""
    places, steps = np.zeros(WALKERS, int), []
    for _ in range(LENGTH):
        chosen = (source.uniform(size=WALKERS) < shares(places)[:, 1]).astype(int)
        taken = run.actions(chosen, choices=2) if training else chosen
        after = np.clip(places + 2 * taken - 1, 0, PLACES - 1)
        reward = (after == PLACES - 1).astype(np.float32) - np.float32(0.02)
        reward = run.rewards(reward) if training else reward
        steps.append((places, chosen, reward))
        places = after
    return steps


def evaluate():
    # Its own draws, the same at each evaluation: what training draws is left alone.
    steps = walk(np.random.default_rng(7), training=False)
    total = float(np.mean(sum(reward for _, _, reward in steps)))
    return {"performance": total, "outputs": policy.copy()}


while not run.done:
    steps = walk(draws, training=True)
    left = np.cumsum([reward for _, _, reward in steps][::-1], axis=0)[::-1]
    targets = run.targets((left - left.mean(1, keepdims=True)).astype(np.float32))
    gradient = np.zeros_like(policy)
    for (places, chosen, _), target in zip(steps, targets):
        up = np.eye(2, dtype=np.float32)[chosen] - shares(places)
        np.add.at(gradient, places, -up * target[:, None] / WALKERS)
    run.gradient([gradient])
    policy -= np.float32(run.learning_rate(0.3)) * gradient
    run.step(float((gradient**2).sum()), evaluate)
