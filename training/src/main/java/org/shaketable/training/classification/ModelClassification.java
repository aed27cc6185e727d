package org.shaketable.training.classification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.data.Samples;
import org.shaketable.training.dl4j.ModelCheck;
import org.shaketable.training.dl4j.ModelFile;
import org.shaketable.training.dl4j.UserModel;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Classification with a user's own DL4J model, its loss, regularisation and optimizer as it is
 * configured. A step is one update; performance is the accuracy on the test samples; the loss is
 * the mean of the model's scores over the batches since the last evaluation.
 *
 * @param steps updates in a run; must be given
 * @param batchSize samples in an update; 64 if not given
 * @param network the file of the model; must be given
 * @param inputShape the input shape of one sample where the model wants more than a row: channels,
 *     height and width for images, features and time steps for sequences; none if not given
 */
public record ModelClassification(
    long steps, Integer batchSize, ModelFile network, List<Integer> inputShape) implements Learner {

  public ModelClassification {
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    batchSize = Bounds.whole("batch-size", batchSize == null ? 64 : batchSize, 1, 65_536);
    if (network == null) {
      throw new Refusal(
          "network", "expected the file of a DL4J model, e.g. {dl4j: model.zip}, found none");
    }
    inputShape = inputShape == null ? List.of() : List.copyOf(inputShape);
    inputShape.forEach(length -> Bounds.whole("input-shape", length, 1, 1_000_000));
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public List<String> paths() {
    return List.of(network.dl4j());
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.DL4J);
  }

  /** The model as the file has it. */
  UserModel model(long seed) {
    return new UserModel(network, inputShape, seed);
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces = model(0).updater().surfaces();
    surfaces.addAll(Set.of(Surface.BATCH_SIZE, Surface.SAMPLES, Surface.INPUTS, Surface.LABELS));
    return surfaces;
  }

  @Override
  public Objective objective() {
    return new Objective("accuracy on held-back data", "share", Objective.Goal.MAXIMISE);
  }

  @Override
  public Set<Feature> features() {
    return ModelProbes.FEATURES;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return EnumSet.of(
        Stochasticity.Kind.NONE,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE);
  }

  @Override
  public ModelClassification at(Stochasticity stochasticity) {
    return stochasticity.kind() == Stochasticity.Kind.MINIBATCH_SIZE
        ? new ModelClassification(steps, (int) stochasticity.level(), network, inputShape)
        : this;
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof LabelledData data)) {
      throw new Refusal("task", "expected a data set for learner dl4j, found " + task.name());
    }
    if (!data.lossWeights().isEmpty()) {
      throw new Refusal(
          "class-weights",
          "expected none, since a DL4J model has its loss's own weights," + " found some");
    }
    Bounds.whole("batch-size", batchSize, 1, data.trainingSamples());
    Samples train = data.read().train();
    ModelCheck.of(
        network,
        Arrays.copyOf(train.inputs(), train.columns()),
        inputShape,
        data.classes(),
        "one a class");
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new ModelTrainee(workload, stochasticity, streams, hooks);
  }
}
