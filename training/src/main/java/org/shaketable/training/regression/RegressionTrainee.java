package org.shaketable.training.regression;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.data.TargetData;
import org.shaketable.training.data.TargetSet;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.probe.HiddenUnits;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training of a regression. */
final class RegressionTrainee implements Trainee {
  /** Gains of the orthogonal initial weights. */
  private static final double GAIN = 1;

  private final Regression settings;
  private final Hooks hooks;
  private final Regressor regressor;
  private final TargetBatch batch;
  private final Descent descent;
  private final HiddenUnits hiddenUnits;
  private final DescentProbes probes;
  private final Held held;

  RegressionTrainee(Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = (Regression) workload.learner();
    this.hooks = hooks;
    TargetSet data = ((TargetData) workload.task()).targets();
    this.regressor =
        new Regressor(
            workload.engine(), settings.network(), data.train().columns(), settings.batchSize());
    this.batch = new TargetBatch(data, streams, settings.batchSize());
    ParameterLayout layout = regressor.layout();
    float[] parameters = new float[layout.size()];
    RandomStream random = streams.fixed("regression/initialise").at(0);
    regressor.network().initialise(parameters, 0, GAIN, GAIN, random);
    this.descent =
        new Descent(
            layout,
            parameters,
            settings.optimizer(),
            settings.maxGradNorm(),
            new GradientNoiseFloor(stochasticity, streams),
            hooks);
    this.hiddenUnits = new HiddenUnits(regressor.network());
    this.probes =
        new DescentProbes(
            descent,
            KickedCopies.of(
                workload.kicks(),
                streams,
                (update, at, gradient) -> regressor.gradient(at, batch, gradient)));
    this.held = new Held(data.test(), regressor::predictions);
  }

  @Override
  public long step() {
    return descent.updates();
  }

  @Override
  public void advance(long until) throws Diverged {
    descent.advance(until, settings::learningRate, this::loss);
  }

  private double loss(long step, long event, float[] parameters, float[] gradient) {
    double size = hooks.setting(Surface.BATCH_SIZE, step, event, settings.batchSize());
    batch.read(step, (int) size, hooks);
    return regressor.gradient(parameters, batch, gradient);
  }

  @Override
  public Measurement measure(int index) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    int rows = held.hidden(descent.parameters());
    hiddenUnits.measure(rows, features);
    probes.measure(
        descent.updates(),
        descent.lossWindow().evaluated(),
        new LatestTargets(regressor, batch, descent),
        features);
    double loss = descent.losses().mean();
    descent.losses().clear();
    return new Measurement(performance(index), loss, new Features(features));
  }

  @Override
  public double performance(int index) {
    return held.determination(descent.parameters());
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
    return held.probed(descent.parameters());
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return Fit.loss(probeOutputs(), referenceOutputs);
  }

  @Override
  public double heldOutLoss(float[] parameters) {
    return held.loss(parameters);
  }
}
