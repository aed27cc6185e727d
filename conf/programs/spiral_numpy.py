"""A network of two layers in NumPy that learns three arms of a spiral. Runs alone, too:
PYTHONPATH=DIR python3 spiral_numpy.py, with DIR from `jobs/bin/shaketable program --python DIR`."""

import numpy as np
import shaketable

run = shaketable.attach(seed=1, steps=400)

# Everything random follows from the run's seed: its clean twin draws the same.
draws = run.generator()
ROWS, HIDDEN, CLASSES, BATCH = 600, 32, 3, 64
labels = draws.integers(0, CLASSES, ROWS)
radius = draws.uniform(0.1, 1, ROWS)
angle = 4 * radius + 2 * np.pi * labels / CLASSES + 0.1 * draws.normal(size=ROWS)
inputs = np.stack([radius * np.sin(angle), radius * np.cos(angle)], 1).astype(np.float32) * 1.7

w1 = (draws.normal(size=(2, HIDDEN)) * 0.7).astype(np.float32)
b1 = np.zeros(HIDDEN, np.float32)
w2 = (draws.normal(size=(HIDDEN, CLASSES)) * 0.2).astype(np.float32)
b2 = np.zeros(CLASSES, np.float32)
parameters = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
velocity = {name: np.zeros_like(array) for name, array in parameters.items()}

# Arrays that are watched are changed in place: disturbed between the steps, when a schedule says so.
run.watch(parameters)


def forward(x):
    hidden = np.tanh(x @ w1 + b1)
    return hidden, hidden @ w2 + b2


def evaluate():
    _, logits = forward(inputs)
    return {
        "performance": float((logits.argmax(1) == labels).mean()),
        "outputs": logits[:64],  # gives the distance to the clean twin, entropy, largest logit
    }


while not run.done:
    chosen = run.samples(draws.integers(0, ROWS, BATCH), labels, classes=CLASSES)
    x = run.inputs(inputs[chosen])
    y = run.labels(labels[chosen], classes=CLASSES)

    hidden, logits = forward(x)
    share = np.exp(logits - logits.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    loss = -np.log(share[np.arange(BATCH), y] + 1e-30).mean()

    back = (share - np.eye(CLASSES, dtype=np.float32)[y]) / BATCH
    inner = back @ w2.T * (1 - hidden**2)
    gradient = {"w1": x.T @ inner, "b1": inner.sum(0), "w2": hidden.T @ back, "b2": back.sum(0)}
    run.gradient(gradient)

    run.memory(velocity)
    rate, momentum = run.learning_rate(0.2), run.momentum(0.9)
    for name, array in parameters.items():
        velocity[name][...] = momentum * velocity[name] + gradient[name]
        array -= np.float32(rate) * velocity[name]
    run.step(loss, evaluate)
