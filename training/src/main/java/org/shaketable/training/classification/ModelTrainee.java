package org.shaketable.training.classification;

import java.util.Arrays;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.dl4j.UserModel;
import org.shaketable.training.dl4j.UserUpdater;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training of a user's DL4J model. */
final class ModelTrainee implements Trainee {
  private final ModelClassification settings;
  private final Hooks hooks;
  private final DataSet data;
  private final NamedStream draws;
  private final UserModel model;
  private final UserUpdater updater;
  private final SampleBatch batch;
  private final Descent descent;
  private final TestOutputs outputs;
  private final ModelProbes probes;

  ModelTrainee(Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = (ModelClassification) workload.learner();
    this.hooks = hooks;
    this.data = ((LabelledData) workload.task()).read();
    this.draws = streams.named("dl4j/draws");
    this.model = settings.model(streams.fixed("dl4j/initialise").at(0).nextLong());
    this.updater = model.updater();
    this.batch = new SampleBatch(data.train(), data.inputScale(), streams, settings.batchSize());
    this.descent =
        new Descent(
            model.layout(),
            model.parameters(),
            updater,
            new GradientNoiseFloor(stochasticity, streams),
            hooks);
    this.outputs = new TestOutputs(model, data);
    this.probes = new ModelProbes(outputs, model.layout().size());
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
    batch.read(step, (int) size, data.classes(), hooks);
    return gradient(parameters, 0, batch.rows(), step, gradient);
  }

  /** Mean loss of some rows of the latest batch; its gradient goes to the array. */
  double gradient(float[] parameters, int from, int rows, long update, float[] gradient) {
    int columns = data.train().columns();
    float[] targets = new float[rows * data.classes()];
    for (int i = 0; i < rows; i++) {
      int label = batch.labels[from + i];
      targets[i * data.classes() + label] = 1f;
    }
    float[] inputs = Arrays.copyOfRange(batch.inputs(), from * columns, (from + rows) * columns);
    return model.gradient(parameters, inputs, targets, rows, draws.key(update, update), gradient);
  }

  /** Rows of the latest batch; 0 before the first. */
  int rows() {
    return batch.rows();
  }

  @Override
  public Measurement measure(int index) {
    double loss = descent.losses().mean();
    Measurement measurement = new Measurement(performance(index), loss, probes.measure(descent));
    descent.losses().clear();
    return measurement;
  }

  @Override
  public double performance(int index) {
    return outputs.accuracy(descent.parameters());
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
    return outputs.probed(descent.parameters());
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), data.classes());
  }

  @Override
  public double heldOutLoss(float[] parameters) {
    return outputs.loss(parameters);
  }
}
