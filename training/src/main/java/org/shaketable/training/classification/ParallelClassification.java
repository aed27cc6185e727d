package org.shaketable.training.classification;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.dl4j.ModelFile;
import org.shaketable.training.dl4j.UserModel;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Rhythm;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Classification with a DL4J model by several workers at a time, whose parameters and optimizers'
 * memories are averaged every few updates (McDonald et al., NAACL 2010; as {@code
 * ParameterAveragingTrainingMaster} of DL4J does over Spark). A step is one update of every worker;
 * performance is the accuracy of the average on the test samples; the loss is the mean of the
 * workers' scores over the rounds since the last evaluation.
 *
 * @param steps updates of each worker in a run; must be given
 * @param workers how many workers train at a time; 4 if not given
 * @param averagingFrequency updates of each worker between two averages; 5 if not given
 * @param batchSize samples in an update of a worker; 32 if not given
 * @param network the file of the model, a row of layers; must be given
 * @param inputShape the input shape of one sample where the model wants more than a row; none if
 *     not given
 */
public record ParallelClassification(
    long steps,
    Integer workers,
    Integer averagingFrequency,
    Integer batchSize,
    ModelFile network,
    List<Integer> inputShape)
    implements Learner {

  public ParallelClassification {
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    workers = Bounds.whole("workers", workers == null ? 4 : workers, 2, 1024);
    averagingFrequency =
        Bounds.whole(
            "averaging-frequency",
            averagingFrequency == null ? 5 : averagingFrequency,
            1,
            (int) Math.min(steps, 1_000_000));
    batchSize = Bounds.whole("batch-size", batchSize == null ? 32 : batchSize, 1, 65_536);
    // What is said of model and shape is said by the learner that has them alone.
    ModelClassification alone = new ModelClassification(steps, batchSize, network, inputShape);
    inputShape = alone.inputShape();
    Bounds.product(
        "batch-size",
        "workers * averaging-frequency * batch-size",
        (long) workers * averagingFrequency * batchSize,
        Bounds.LARGEST_ARRAY);
  }

  @Override
  public String name() {
    return "data-parallel";
  }

  @Override
  public List<String> paths() {
    return List.of(network.dl4j());
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.DL4J);
  }

  @Override
  public boolean parallel() {
    return true;
  }

  /** The model as the file has it. */
  UserModel model(long seed) {
    return new UserModel(network, inputShape, seed);
  }

  /** Samples of all workers between two averages. */
  int samplesOfRound() {
    return workers * averagingFrequency * batchSize;
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces =
        EnumSet.of(
            Surface.PARAMETERS,
            Surface.INITIALISATION,
            Surface.SAMPLES,
            Surface.INPUTS,
            Surface.LABELS,
            Surface.WORKERS,
            Surface.WORKER_SAMPLES,
            Surface.WORKER_LABELS,
            Surface.AVERAGE);
    if (!model(0).updater().memory().isEmpty()) {
      surfaces.add(Surface.OPTIMIZER_STATE);
    }
    return surfaces;
  }

  /** Disturbances come between two averages. */
  @Override
  public Rhythm rhythm(Surface surface) {
    return new Rhythm(0, averagingFrequency, 1);
  }

  /** Rounds are whole. */
  @Override
  public long end() {
    return (steps + averagingFrequency - 1) / averagingFrequency * averagingFrequency;
  }

  @Override
  public Objective objective() {
    return new Objective("accuracy on held-back data", "share", Objective.Goal.MAXIMISE);
  }

  @Override
  public Set<Feature> features() {
    return ParallelTrainee.FEATURES;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return EnumSet.of(Stochasticity.Kind.NONE);
  }

  @Override
  public void check(Task task) {
    new ModelClassification(steps, 1, network, inputShape).check(task);
    model(0).configuration();
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new ParallelTrainee(workload, streams, hooks);
  }
}
