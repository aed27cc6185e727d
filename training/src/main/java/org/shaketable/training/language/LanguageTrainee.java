package org.shaketable.training.language;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.ParameterLayout;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Trainee;

/** One training of a language model on a text. */
final class LanguageTrainee implements Trainee {
  private final Descent settings;
  private final Model model;
  private final ParameterLayout layout;
  private final TokenData data;
  private final Hooks hooks;
  private final Noise noise;
  private final Batch batch;
  private final OptimizerState optimizer;
  private final LanguageProbes probes;
  private final Residuals losses = new Residuals();

  private final float[] parameters;
  private final float[] gradient;
  private double gradientNorm = Double.NaN;
  private double rate;
  private long step;

  /**
   * @param parameters to start from; the trainee's own from now on
   */
  LanguageTrainee(
      Descent settings, Model model, TokenData data, float[] parameters, Noise noise, Hooks hooks) {
    this.settings = settings;
    this.model = model;
    this.layout = model.layout();
    this.data = data;
    this.parameters = parameters;
    this.gradient = new float[layout.size()];
    hooks.start(parameters, layout);
    this.noise = noise;
    this.hooks = hooks;
    this.batch = new Batch(settings.batchSize(), data.train().length());
    this.optimizer = settings.optimizer().begin(layout.size());
    this.probes =
        new LanguageProbes(model, data.validation(), new Objective.NextToken(model, batch));
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
    hooks.tokens(step, step, batch.tokens, batch.rows(), data.vocabulary());
    batch.disturb(step, data.vocabulary(), hooks);
    double loss = model.gradient(parameters, batch, noise.dropout(step), gradient);
    Diverged.check(loss, "loss", step);
    losses.add(loss);
    noise.floor().add(gradient, layout.size(), step);
    hooks.gradient(step, step, gradient, layout);
    gradientNorm = settings.clip(gradient, layout.size(), step, hooks);
    Diverged.check(gradientNorm, "gradient", step);
    rate = settings.learningRate(step, hooks);
    Descent.update(optimizer, parameters, gradient, rate, layout, step, hooks);
    Diverged.check(GlobalNorm.of(parameters, layout.size()), "parameters", step);
  }

  @Override
  public Measurement measure(int index) {
    double loss = losses.mean();
    double performance = -model.loss(parameters, data.validation(), settings.validationWindows());
    Measurement measurement =
        new Measurement(
            performance, loss, probes.measure(parameters, step, gradientNorm, rate, losses));
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
