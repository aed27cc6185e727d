package org.shaketable.training.regression;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.data.MeasuredSamples;
import org.shaketable.training.data.TargetData;
import org.shaketable.training.data.TargetSet;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.dl4j.UserModel;
import org.shaketable.training.dl4j.UserUpdater;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training of a user's DL4J model that predicts a number. */
final class ModelRegressionTrainee implements Trainee {
  /** Samples in one forward pass outside training. */
  private static final int ROWS = 256;

  private final ModelRegression settings;
  private final Hooks hooks;
  private final NamedStream draws;
  private final UserModel model;
  private final UserUpdater updater;
  private final TargetBatch batch;
  private final Descent descent;
  private final DescentProbes probes;
  private final Held held;

  ModelRegressionTrainee(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = (ModelRegression) workload.learner();
    this.hooks = hooks;
    TargetSet data = ((TargetData) workload.task()).targets();
    this.draws = streams.named("dl4j/draws");
    this.model = settings.model(streams.fixed("dl4j/initialise").at(0).nextLong());
    this.updater = model.updater();
    this.batch = new TargetBatch(data, streams, settings.batchSize());
    this.descent =
        new Descent(
            model.layout(),
            model.parameters(),
            updater,
            new GradientNoiseFloor(stochasticity, streams),
            hooks);
    this.probes = new DescentProbes(descent);
    this.held = new Held(data.test(), this::predictions);
  }

  private float[] predictions(float[] parameters, MeasuredSamples samples, int count) {
    float[] predicted = new float[count];
    int columns = samples.columns();
    for (int from = 0; from < count; from += ROWS) {
      int rows = Math.min(ROWS, count - from);
      float[] inputs =
          Arrays.copyOfRange(samples.inputs(), from * columns, (from + rows) * columns);
      System.arraycopy(model.outputs(parameters, inputs, rows), 0, predicted, from, rows);
    }
    return predicted;
  }

  @Override
  public long step() {
    return descent.updates();
  }

  @Override
  public void advance(long until) throws Diverged {
    descent.advance(until, updater::learningRate, this::loss);
  }

  private double loss(long step, long event, float[] parameters, float[] gradient) {
    double size = hooks.setting(Surface.BATCH_SIZE, step, event, settings.batchSize());
    batch.read(step, (int) size, hooks);
    int rows = batch.rows();
    float[] inputs =
        Arrays.copyOf(batch.inputs(), batch.inputs().length / batch.targets.length * rows);
    float[] targets = Arrays.copyOf(batch.targets, rows);
    return model.gradient(parameters, inputs, targets, rows, draws.key(step, step), gradient);
  }

  @Override
  public Measurement measure(int index) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    probes.measure(descent.updates(), descent.losses(), NoBatch.INSTANCE, features);
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
