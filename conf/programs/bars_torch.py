"""A small convolutional network in PyTorch that tells four kinds of bars in noisy pictures apart."""

import torch
import shaketable

run = shaketable.attach(seed=1, steps=200)
torch.manual_seed(run.seed)  # everything random follows from the run's seed


def pictures(rows):
    """Pictures of 8 x 8: a bar that stands, lies, rises or falls, at a random place, with noise."""
    kinds = torch.randint(4, (rows,))
    x = torch.randn(rows, 1, 8, 8) * 0.5
    for picture, kind in zip(x, kinds.tolist()):
        place = int(torch.randint(2, 6, ()))
        if kind == 0:
            picture[0, :, place] += 1.5
        elif kind == 1:
            picture[0, place, :] += 1.5
        else:
            bar = torch.eye(8) if kind == 2 else torch.eye(8).flip(0)
            picture[0] += 1.5 * bar
    return x, kinds


train_x, train_y = pictures(500)
test_x, test_y = pictures(300)
model = torch.nn.Sequential(
    torch.nn.Conv2d(1, 8, 3, padding=1),
    torch.nn.ReLU(),
    torch.nn.MaxPool2d(2),
    torch.nn.Flatten(),
    torch.nn.Linear(128, 16),
    torch.nn.ReLU(),
    torch.nn.Linear(16, 4),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
criterion = torch.nn.CrossEntropyLoss()

# From here on gradient, weights, moments, learning rate and momentum can be shaken.
run.watch(model, optimizer)


def evaluate():
    """Called when an evaluation is due: accuracy, and what is read off the model on fixed inputs."""
    model.eval()
    with torch.no_grad():
        accuracy = (model(test_x).argmax(1) == test_y).float().mean().item()
    model.train()
    probes = shaketable.features(model, test_x[:64])
    return {"performance": accuracy, **probes}


while not run.done:
    batch = torch.randint(len(train_x), (32,))
    x, y = run.inputs(train_x[batch]), run.labels(train_y[batch], classes=4)
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    run.step(loss, evaluate)
