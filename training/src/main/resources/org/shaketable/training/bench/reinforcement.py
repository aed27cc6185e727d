"""CartPole-v1 in plain Python with PyTorch learners after CleanRL, one thread, timed on request.

Argument: environment, policy, ppo or dqn. Each line on standard input is a number of steps; the
answer is the microseconds of processor time that they took. Environments are stepped one after the
other as scalars: for this few that is faster than NumPy arrays, and than Gymnasium's wrappers.
Settings are CleanRL's defaults, but that DQN's updates start after a tenth of the steps.
"""

import math
import random
import sys
import time

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
random.seed(1)


class CartPole:
    """Gymnasium's dynamics; observations as four floats."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.state = [random.uniform(-0.05, 0.05) for _ in range(4)]
        self.steps = 0
        return self.state

    def step(self, action):
        x, velocity, angle, turning = self.state
        cos, sin = math.cos(angle), math.sin(angle)
        push = 10.0 if action == 1 else -10.0
        pushed = (push + 0.05 * turning * turning * sin) / 1.1
        turned = (9.8 * sin - cos * pushed) / (0.5 * (4.0 / 3.0 - 0.1 * cos * cos / 1.1))
        moved = pushed - 0.05 * turned * cos / 1.1
        self.state = [
            x + 0.02 * velocity,
            velocity + 0.02 * moved,
            angle + 0.02 * turning,
            turning + 0.02 * turned,
        ]
        self.steps += 1
        terminated = abs(self.state[0]) > 2.4 or abs(self.state[2]) > 12 * 2 * math.pi / 360
        return self.state, 1.0, terminated, self.steps >= 500


def network(*widths, activation=nn.Tanh):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


def environment(steps):
    environments = [CartPole() for _ in range(8)]
    for t in range(steps // 8):
        for i, one in enumerate(environments):
            _, _, terminated, truncated = one.step((t + i) & 1)
            if terminated or truncated:
                one.reset()


@torch.no_grad()
def policy(steps):
    environments = [CartPole() for _ in range(8)]
    observations = [one.state for one in environments]
    net = network(4, 64, 64, 2)
    for _ in range(steps // 8):
        actions = net(torch.tensor(observations)).argmax(1).tolist()
        for i, one in enumerate(environments):
            observations[i], _, terminated, truncated = one.step(actions[i])
            if terminated or truncated:
                observations[i] = one.reset()


def ppo(steps):
    count, length, epochs, minibatches = 4, 128, 4, 4
    batch = count * length
    actor, critic = network(4, 64, 64, 2), network(4, 64, 64, 1)
    parameters = [*actor.parameters(), *critic.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=2.5e-4, eps=1e-5)
    environments = [CartPole() for _ in range(count)]
    observations = torch.zeros(length, count, 4)
    actions, logs, rewards, dones, values = (torch.zeros(length, count) for _ in range(5))
    now, done = torch.tensor([one.state for one in environments]), torch.zeros(count)
    iterations = max(1, steps // batch)
    for iteration in range(iterations):
        optimizer.param_groups[0]["lr"] = (1 - iteration / iterations) * 2.5e-4
        for t in range(length):
            observations[t], dones[t] = now, done
            with torch.no_grad():
                distribution = torch.distributions.Categorical(logits=actor(now))
                action = distribution.sample()
                values[t] = critic(now).flatten()
                logs[t] = distribution.log_prob(action)
            actions[t] = action
            seen, earned, ended = [], [], []
            for one, chosen in zip(environments, action.tolist()):
                state, reward, terminated, truncated = one.step(chosen)
                over = terminated or truncated
                seen.append(one.reset() if over else state)
                earned.append(reward)
                ended.append(float(over))
            rewards[t] = torch.tensor(earned)
            now, done = torch.tensor(seen), torch.tensor(ended)
        with torch.no_grad():
            advantages, last = torch.zeros(length, count), torch.zeros(count)
            later, going = critic(now).flatten(), 1 - done
            for t in reversed(range(length)):
                delta = rewards[t] + 0.99 * later * going - values[t]
                advantages[t] = last = delta + 0.99 * 0.95 * going * last
                later, going = values[t], 1 - dones[t]
            returns = (advantages + values).flatten()
        flat_observations, flat_actions = observations.reshape(-1, 4), actions.flatten()
        flat_logs, flat_advantages, flat_values = logs.flatten(), advantages.flatten(), values.flatten()
        for _ in range(epochs):
            order = torch.randperm(batch)
            for part in order.split(batch // minibatches):
                distribution = torch.distributions.Categorical(logits=actor(flat_observations[part]))
                value = critic(flat_observations[part]).flatten()
                ratio = (distribution.log_prob(flat_actions[part]) - flat_logs[part]).exp()
                advantage = flat_advantages[part]
                advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-8)
                surrogate = torch.max(-advantage * ratio, -advantage * ratio.clamp(0.8, 1.2)).mean()
                old = flat_values[part]
                clipped = old + (value - old).clamp(-0.2, 0.2)
                errors = torch.max((value - returns[part]) ** 2, (clipped - returns[part]) ** 2)
                loss = surrogate - 0.01 * distribution.entropy().mean() + 0.25 * errors.mean()
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(parameters, 0.5)
                optimizer.step()


def dqn(steps):
    size, batch, starts = 10_000, 128, steps // 10
    online, target = (network(4, 120, 84, 2, activation=nn.ReLU) for _ in range(2))
    target.load_state_dict(online.state_dict())
    optimizer = torch.optim.Adam(online.parameters(), lr=2.5e-4)
    before, after = (np.zeros((size, 4), np.float32) for _ in range(2))
    actions, rewards, ends = np.zeros(size, np.int64), np.zeros(size, np.float32), np.zeros(size, np.float32)
    one = CartPole()
    state = one.state
    for step in range(1, steps + 1):
        epsilon = max(0.05, 1 - 0.95 * (step - 1) / (0.5 * steps))
        if random.random() < epsilon:
            action = random.randrange(2)
        else:
            with torch.no_grad():
                action = int(online(torch.tensor(state)).argmax())
        following, reward, terminated, truncated = one.step(action)
        at = (step - 1) % size
        before[at], after[at], actions[at], rewards[at], ends[at] = state, following, action, reward, terminated
        state = one.reset() if terminated or truncated else following
        if step > starts and step % 10 == 0:
            drawn = np.random.randint(min(step, size), size=batch)
            with torch.no_grad():
                best = target(torch.from_numpy(after[drawn])).max(1)[0]
                aims = torch.from_numpy(rewards[drawn]) + 0.99 * best * (1 - torch.from_numpy(ends[drawn]))
            chosen = torch.from_numpy(actions[drawn])[:, None]
            loss = nn.functional.mse_loss(online(torch.from_numpy(before[drawn])).gather(1, chosen)[:, 0], aims)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if step > starts and step % 500 == 0:
            target.load_state_dict(online.state_dict())


work = {"environment": environment, "policy": policy, "ppo": ppo, "dqn": dqn}[sys.argv[1]]
for line in sys.stdin:
    start = time.thread_time()
    work(int(line))
    print((time.thread_time() - start) * 1e6, flush=True)
