package org.shaketable.training.language;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.ParameterLayout;
import org.shaketable.random.RandomStream;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Trainee;

/** One reward-driven fine-tuning. */
final class RewardTrainee implements Trainee {
  private final RewardTuning settings;
  private final Descent descent;
  private final Model model;
  private final ParameterLayout layout;
  private final TokenData data;
  private final Alphabet alphabet;
  private final Hooks hooks;
  private final Noise noise;
  private final Batch batch;
  private final Sampler sampler;
  private final PolicyGradient policyGradient;
  private final OptimizerState optimizer;
  private final LanguageProbes probes;
  private final Residuals losses = new Residuals();

  private final float[] parameters;
  private final float[] gradient;
  private final float[] rewards;
  private double gradientNorm = Double.NaN;
  private double rate;
  private long step;

  RewardTrainee(
      RewardTuning settings,
      Model model,
      TokenData data,
      Alphabet alphabet,
      float[] start,
      Noise noise,
      Hooks hooks) {
    this.settings = settings;
    this.descent = settings.descent();
    this.model = model;
    this.layout = model.layout();
    this.data = data;
    this.alphabet = alphabet;
    this.noise = noise;
    this.hooks = hooks;
    this.parameters = start.clone();
    this.gradient = new float[layout.size()];
    hooks.start(parameters, layout);
    this.rewards = new float[settings.batchSize()];
    this.batch = new Batch(settings.batchSize(), data.train().length());
    this.sampler = new Sampler(model);
    this.policyGradient =
        new PolicyGradient(model, start, settings.klCoefficient(), settings.promptLength(), batch);
    this.optimizer = settings.optimizer().begin(layout.size());
    this.probes = new LanguageProbes(model, data.validation(), policyGradient);
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public void advance(long until) throws Diverged {
    while (step < until) {
      if (step == until - 1) {
        probes.beforeLastUpdate(parameters);
      }
      update();
      step++;
    }
  }

  private void update() throws Diverged {
    hooks.parameters(step, step, parameters, layout);
    batch.draw(data.train(), noise.windows(step));
    sampler.continueFrom(
        parameters, batch, settings.promptLength(), noise.stream("language/samples", step));
    rewards(batch, rewards);
    hooks.rewards(step, step, rewards, rewards.length);
    hooks.targets(step, step, policyGradient.advantages(rewards), rewards.length);
    double loss = policyGradient.descend(parameters, 0, batch.sequences, gradient);
    Diverged.check(loss, "loss", step);
    losses.add(loss);
    noise.floor().add(gradient, layout.size(), step);
    hooks.gradient(step, step, gradient, layout);
    gradientNorm = descent.clip(gradient, layout.size(), step, hooks);
    Diverged.check(gradientNorm, "gradient", step);
    rate = descent.learningRate(step, hooks);
    Descent.update(optimizer, parameters, gradient, rate, layout, step, hooks);
    Diverged.check(GlobalNorm.of(parameters, layout.size()), "parameters", step);
  }

  private void rewards(Batch sampled, float[] result) {
    for (int row = 0; row < sampled.sequences; row++) {
      int from = row * sampled.length + settings.promptLength();
      int to = (row + 1) * sampled.length;
      result[row] = settings.reward().of(sampled.tokens, from, to, alphabet);
    }
  }

  /** Mean reward on validation prompts; the draws are those of this evaluation alone. */
  private double meanReward(int index) {
    int all = Math.min(settings.validationPrompts(), data.validation().count());
    RandomStream random = noise.stream("language/evaluation", index);
    float[] result = new float[batch.sequences];
    double sum = 0;
    for (int from = 0; from < all; from += batch.sequences) {
      int sequences = Math.min(batch.sequences, all - from);
      Batch prompts = Batch.spread(data.validation(), from, sequences, all);
      sampler.continueFrom(parameters, prompts, settings.promptLength(), random);
      rewards(prompts, result);
      for (int row = 0; row < sequences; row++) {
        sum += result[row];
      }
    }
    return sum / all;
  }

  @Override
  public Measurement measure(int index) {
    double loss = losses.mean();
    Measurement measurement =
        new Measurement(
            meanReward(index), loss, probes.measure(parameters, step, gradientNorm, rate, losses));
    losses.clear();
    return measurement;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
  }

  @Override
  public float[] probeOutputs() {
    return probes.outputs(parameters);
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), model.vocabulary());
  }
}
