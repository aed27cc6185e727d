package org.shaketable.training.language;

import java.util.function.Supplier;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Ending;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Measurement;

/** One training of a language model on a text. */
final class LanguageTrainee implements CohortTrainee {
  private final DescentSettings settings;
  private final LanguageModel model;
  private final TokenData data;
  private final Hooks hooks;
  private final Noise noise;
  private final TokenBatch batch;
  private final Descent descent;
  private final LanguageProbes probes;
  private final Supplier<float[]> initial;
  private final Ending ending = new Ending();

  /**
   * @param initial the parameters to start from, each time anew
   * @param kicks by which recovery is measured; null for none
   */
  LanguageTrainee(
      DescentSettings settings,
      LanguageModel model,
      TokenData data,
      Supplier<float[]> initial,
      Noise noise,
      Hooks hooks,
      Kicks kicks) {
    this.settings = settings;
    this.model = model;
    this.data = data;
    this.noise = noise;
    this.hooks = hooks;
    this.batch = new TokenBatch(settings.batchSize(), data.train().length());
    this.initial = initial;
    this.descent = settings.descent(model.layout(), initial.get(), noise, hooks);
    this.probes =
        new LanguageProbes(
            model,
            data.validation(),
            new PartedLoss.NextToken(model, batch, settings.labelSmoothing()),
            descent,
            kicks,
            noise);
  }

  @Override
  public long step() {
    return descent.updates();
  }

  @Override
  public void advance(long until) throws Diverged {
    ending.check();
    descent.advance(until, settings::learningRate, this::loss);
  }

  @Override
  public Member member() {
    UpdatePlanner planner =
        new UpdatePlanner(
            layout(), settings.optimizer(), settings.maxGradNorm(), noise.floor(), hooks);
    return new LanguageMember(
        this, settings, model.transformer().spec(), data, noise, hooks, batch, planner);
  }

  @Override
  public float[] initial() {
    return initial.get();
  }

  @Override
  public Descent descent() {
    return descent;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  private double loss(long step, long event, float[] parameters, float[] gradient) {
    int vocabulary = data.vocabulary();
    double size = hooks.setting(Surface.BATCH_SIZE, step, event, settings.batchSize());
    batch.draw(data.train(), (int) size, step, noise.windows(step), vocabulary, hooks);
    hooks.tokens(step, event, batch.tokens, batch.rows(), vocabulary);
    batch.disturb(step, vocabulary, hooks);
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, event, settings.labelSmoothing());
    return model.gradient(parameters, batch, smoothing, noise.dropout(step), gradient);
  }

  @Override
  public Measurement measure(int index) {
    double loss = descent.losses().mean();
    double performance = -heldOutLoss(descent.parameters());
    Measurement measurement = new Measurement(performance, loss, probes.measure());
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

  @Override
  public double heldOutLoss(float[] parameters) {
    return model.loss(parameters, data.validation(), settings.validationWindows());
  }
}
