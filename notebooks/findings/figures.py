"""Draws the figures of the findings from the tables beside this file: figures.py [DIRECTORY]

Needs matplotlib and pandas. Estimates, intervals and verdicts are the tables'; nothing is computed here.
"""

import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

HERE = pathlib.Path(__file__).parent
BLUE, GREY, DARK, LIGHT = "#1f5fa8", "#8a8f98", "#22262b", "#d9dce1"

plt.rcParams.update({
    "svg.fonttype": "none", "svg.hashsalt": "findings", "font.family": "sans-serif", "font.size": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": GREY, "axes.labelcolor": DARK,
    "axes.titlesize": 9.5, "axes.titlelocation": "left", "axes.titlepad": 8, "text.color": DARK, "xtick.color": GREY,
    "ytick.color": GREY, "xtick.labelcolor": DARK, "ytick.labelcolor": DARK,
})

# Per claim: what a panel is called, the unit of performance, and the directories of its two seeds.
DECOUPLING = [
    ("classifier", "accuracy", "decoupling-classifier"),
    ("PPO", "return", "decoupling-ppo"),
    ("language model", "nats", "decoupling-pretraining"),
    ("DQN", "return", "decoupling-dqn"),
    ("DQN, ten seeds a setting", "return", "decoupling-dqn-ten"),
]
BUFFERING = [
    ("entropy bonus (PPO)", "entropy-coefficient", "buffering"),
    ("gradient noise (PPO, classifier, language model)", "gradient-noise-floor", "buffering"),
    ("smaller minibatches (classifier)", "minibatch-size", "buffering"),
    ("exploration (DQN)", "exploration-rate", "buffering-dqn"),
]
PRECEDENCE = [
    ("PPO", "cartpole-ppo", "precedence"),
    ("classifier", "spirals-mlp", "precedence"),
    ("language model", "markov-lm", "precedence"),
    ("reward-tuning", "reward-lm", "precedence-reward"),
]
SCORES = [
    ("visible", "performance and loss"),
    ("performance_below", "performance below the band"),
    ("variance_warning", "rising variance"),
    ("meta_state_t2", "meta-state: T2"),
    ("meta_state_spe", "meta-state: SPE"),
    ("meta_state_combined", "meta-state: both"),
    ("shuffled_runs", "null: another run's T2"),
    ("random_walk", "null: random walk"),
]


def table(seed, directory, name):
    """A table of one seed, 1 or 2; None where that seed was not run."""
    path = HERE / ("second" if seed == 2 else "") / directory / f"{name}.csv"
    return pd.read_csv(path) if path.exists() else None


def latest(directory, name):
    """The second seed's table, or the only one, and which it is."""
    second = table(2, directory, name)
    return (second, "second seed") if second is not None else (table(1, directory, name), "one sweep")


def number(value):
    """As the report writes it, with a true minus sign."""
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def interval(row, of=""):
    lower, upper = (f"{of}_lower", f"{of}_upper") if of else ("lower", "upper")
    return f"{number(row[of or 'estimate'])} [{number(row[lower])}, {number(row[upper])}]"


def verdict(directory, claim, subject):
    claims = latest(directory, "claims")[0]
    return claims[(claims.claim == claim) & (claims.subject == subject)].iloc[0].verdict


def decoupling(path):
    """Each setting's clean performance against what it survives, and the correlations of all sweeps."""
    figure, axes = plt.subplots(2, 3, figsize=(12.4, 6.8), layout="constrained")
    correlations(axes.flat[-1])
    for ax, (name, unit, directory) in zip(axes.flat, DECOUPLING):
        settings, seed = latest(directory, "configurations")
        found = latest(directory, "decoupling")[0]
        row = found[found.association == "rank_correlation"].iloc[0]
        ax.errorbar(
            settings.performance, settings.survival,
            xerr=[settings.performance - settings.performance_lower.fillna(settings.performance),
                  settings.performance_upper.fillna(settings.performance) - settings.performance],
            yerr=[settings.survival - settings.survival_lower.fillna(settings.survival),
                  settings.survival_upper.fillna(settings.survival) - settings.survival],
            fmt="none", ecolor=LIGHT, elinewidth=0.8, zorder=1)
        ax.plot(settings.performance, settings.survival, "o", color=BLUE, markersize=3.6, zorder=2)
        ax.set_ylim(0, 1.08)
        lowest, highest = settings.performance.min(), settings.performance.max()
        if unit == "accuracy":
            # Most settings are within a few errors of each other.
            ax.set_xscale("function", functions=(lambda x: -np.log10(1.001 - x), lambda y: 1.001 - 10.0 ** -y))
            ax.set_xticks([0.8, 0.9, 0.95, 0.98, 0.99])
            ax.set_xlim(0.7, 0.998)
        else:
            room = 0.08 * (highest - lowest)
            ax.set_xlim(lowest - room, highest + room)
        if unit == "nats":
            ax.invert_xaxis()
            unit += ", better to the right"
        ax.set_xlabel(f"clean performance ({unit})")
        ax.set_ylabel("dose survival")
        ax.set_title(f"{name}, {len(settings)} settings, {seed}\n"
                     f"{interval(row)}, {verdict(directory, 'decoupling', row.workload)}")
    figure.suptitle("Does clean performance tell what a setting survives? Rank correlations without the noise of the seeds, 95 % intervals",
                    x=0.01, ha="left", fontsize=11)
    save(figure, path)


def correlations(ax):
    """The rank correlations without noise, of each sweep."""
    rows = [(name, directory, seed, found[found.association == "rank_correlation"].iloc[0])
            for name, _, directory in DECOUPLING
            for seed in (1, 2)
            if (found := table(seed, directory, "decoupling")) is not None]
    ax.axvspan(-0.5, 0.5, color="#eaf1fa", zorder=0)
    ax.text(0, -0.8, "says little", color=BLUE, ha="center", va="center")
    labels = []
    for at, (name, directory, seed, row) in enumerate(rows):
        twice = table(2, directory, "decoupling") is not None
        color = GREY if twice and seed == 1 else BLUE
        ax.plot([row.lower, row.upper], [at, at], color=color, linewidth=1.6)
        ax.plot(row.estimate, at, "o", color=color, markersize=5)
        labels.append(f"{name}, {'second' if seed == 2 else 'first'} seed" if twice else name)
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -1.3)
    ax.set_xlim(-1.04, 1.04)
    ax.set_xlabel("rank correlation without noise")
    ax.set_title("All sweeps")


def buffering(path):
    """What the best level of each kind of noise gains."""
    rows = [(name, seed, found.iloc[0])
            for name, kind, directory in BUFFERING
            for seed in (1, 2)
            if (whole := table(seed, directory, "buffering")) is not None
            if len(found := whole[(whole.stochasticity_kind == kind) & (whole.endpoint == "not_lost")])]
    figure, ax = plt.subplots(figsize=(8.4, 0.36 * len(rows) + 1.5), layout="constrained")
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.axvspan(0.1, 0.3, color="#eaf1fa", zorder=0)
    ax.text(0.105, -0.85, "would count", color=BLUE, va="center")
    labels = []
    for at, (name, seed, row) in enumerate(rows):
        color = BLUE if seed == 2 else GREY
        ax.plot([row.lower, row.upper], [at, at], color=color, linewidth=1.6)
        ax.plot(row.estimate, at, "o", color=color, markersize=5)
        ax.text(0.31, at, interval(row), va="center", color=DARK)
        labels.append(f"{name}, {'second' if seed == 2 else 'first'} seed")
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -1.3)
    ax.set_xlim(-0.3, 0.3)
    ax.set_xlabel("gain in the share of runs not lost, against the level without it (95 % intervals)")
    figure.suptitle("Does controlled noise make training survive more?", x=0.01, ha="left", fontsize=11)
    save(figure, path)


def precedence(path):
    """How well scores order standing runs, and what they add to what is seen anyway."""
    figure, axes = plt.subplots(2, len(PRECEDENCE), figsize=(10.4, 6.2), sharey=True, layout="constrained")
    for column, (name, workload, directory) in enumerate(PRECEDENCE):
        whole, _ = latest(directory, "precedence")
        whole = whole[(whole.workload == workload) & whole.landmark.isna()].set_index("detector")
        for ax, of, zero in ((axes[0, column], "concordance", 0.5), (axes[1, column], "gain", 0)):
            ax.axvline(zero, color=GREY, linewidth=0.8)
            for at, (score, _) in enumerate(SCORES):
                row = whole.loc[score]
                if pd.isna(row[of]):
                    continue
                color = BLUE if score.startswith("meta_state") else DARK if at < 3 else GREY
                ax.plot([row[f"{of}_lower"], row[f"{of}_upper"]], [at, at], color=color, linewidth=1.4)
                ax.plot(row[of], at, "o", color=color, markersize=4)
            ax.set_yticks(range(len(SCORES)), [label for _, label in SCORES])
            ax.set_ylim(len(SCORES) - 0.5, -0.5)
        axes[0, column].set_xlim(0.35, 0.9)
        axes[1, column].axvspan(0.02, 0.05, color="#eaf1fa", zorder=0)
        axes[1, column].set_xlim(-0.03, 0.05)
        axes[0, column].set_xlabel("pairs ordered rightly")
        axes[1, column].set_xlabel("gain over performance and loss")
        t2 = whole.loc["meta_state_t2"]
        axes[0, column].set_title(f"{name}\nT2 {interval(t2, 'concordance')}")
        axes[1, column].set_title(f"T2 adds {t2.gain:.3f}".replace("-", "\N{MINUS SIGN}") + f": {t2.verdict}")
    figure.suptitle("Does the meta-state move before the collapse? Second seed, 95 % intervals; 0.5 is chance, "
                    "a gain in the shaded part would count", x=0.01, ha="left", fontsize=11)
    save(figure, path)


def save(figure, path):
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    decoupling(out / "decoupling.svg")
    buffering(out / "buffering.svg")
    precedence(out / "precedence.svg")
