package org.shaketable.training.language;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.RandomStream;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Trainee;

/** One reward-driven fine-tuning. */
final class RewardTrainee implements Trainee {
  private final RewardTuning settings;
  private final LanguageModel model;
  private final TokenData data;
  private final Alphabet alphabet;
  private final Hooks hooks;
  private final Noise noise;
  private final TokenBatch batch;
  private final Sampler sampler;
  private final PolicyGradient policyGradient;
  private final DescentSettings descentSettings;
  private final Descent descent;
  private final LanguageProbes probes;

  RewardTrainee(
      RewardTuning settings,
      LanguageModel model,
      TokenData data,
      Alphabet alphabet,
      float[] start,
      Noise noise,
      Hooks hooks,
      Kicks kicks) {
    this.settings = settings;
    this.model = model;
    this.data = data;
    this.alphabet = alphabet;
    this.noise = noise;
    this.hooks = hooks;
    this.batch = new TokenBatch(settings.batchSize(), data.train().length());
    this.sampler = new Sampler(model);
    this.policyGradient =
        new PolicyGradient(model, start, settings.klCoefficient(), settings.promptLength(), batch);
    this.descentSettings = settings.descent();
    this.descent = descentSettings.descent(model.layout(), start.clone(), noise, hooks);
    this.probes =
        new LanguageProbes(model, data.validation(), policyGradient, descent, kicks, noise);
  }

  @Override
  public long step() {
    return descent.updates();
  }

  @Override
  public void advance(long until) throws Diverged {
    descent.advance(until, descentSettings::learningRate, this::loss);
  }

  private double loss(long step, long event, float[] parameters, float[] gradient) {
    int vocabulary = model.vocabulary();
    double size = hooks.setting(Surface.BATCH_SIZE, step, event, settings.batchSize());
    int prompts = Math.max(2, (int) size);
    batch.draw(data.train(), prompts, step, noise.windows(step), vocabulary, hooks);
    batch.disturbBeginning(step, settings.promptLength(), vocabulary, hooks);
    sampler.continueFrom(parameters, batch, settings.promptLength(), noise.samples(step));
    float[] rewards = rewards(batch);
    hooks.rewards(step, event, rewards, prompts);
    hooks.targets(step, event, policyGradient.advantages(rewards), prompts);
    return policyGradient.gradient(parameters, gradient);
  }

  private float[] rewards(TokenBatch sampled) {
    float[] rewards = new float[sampled.sequences];
    for (int row = 0; row < rewards.length; row++) {
      int from = row * sampled.length + settings.promptLength();
      int to = (row + 1) * sampled.length;
      rewards[row] = settings.reward().of(sampled.tokens, from, to, alphabet);
    }
    return rewards;
  }

  /** Mean reward on validation prompts; the draws are those of this evaluation alone. */
  private double meanReward(int index) {
    int all = Math.min(settings.validationPrompts(), data.validation().count());
    RandomStream random = noise.evaluation(index);
    int most = model.transformer().maxSequences();
    double sum = 0;
    for (int from = 0; from < all; from += most) {
      int sequences = Math.min(most, all - from);
      TokenBatch prompts = TokenBatch.spread(data.validation(), from, sequences, all);
      sampler.continueFrom(descent.parameters(), prompts, settings.promptLength(), random);
      for (float reward : rewards(prompts)) {
        sum += reward;
      }
    }
    return sum / all;
  }

  @Override
  public Measurement measure(int index) {
    double loss = descent.losses().mean();
    Measurement measurement = new Measurement(meanReward(index), loss, probes.measure());
    descent.losses().clear();
    return measurement;
  }

  @Override
  public ParameterLayout layout() {
    return descent.layout();
  }

  @Override
  public float[] parameters() {
    return descent.parameters().clone();
  }

  @Override
  public float[] probeOutputs() {
    return probes.outputs();
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), model.vocabulary());
  }
}
