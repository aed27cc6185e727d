package org.shaketable.training.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.BatchSizeScale;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.LayerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Plan;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Trainings of classifiers of one workload that a GPU advances together. Between two calls of
 * {@link #advance} each is what it would be had it advanced by itself, bit for bit.
 */
public final class ClassifierCohort implements AutoCloseable {
  private static final Set<Surface> VECTORS =
      Set.of(Surface.PARAMETERS, Surface.GRADIENT, Surface.OPTIMIZER_STATE);

  private static final double SLICE_SECONDS = 1;
  private static final int FIRST_UPDATES = 4;
  private static final int MOST_UPDATES = 4096;

  private final List<ClassifierTrainee> trainees = new ArrayList<>();
  private final List<ClassifierPlanner> planners = new ArrayList<>();
  private final ParameterLayout layout;
  private final Cohort cohort;
  private final Plan plan;
  private long done;
  private int slice = FIRST_UPDATES;

  private ClassifierCohort(Gpu gpu, Workload workload, List<? extends Trainee> begun)
      throws Unavailable {
    int slots = 0;
    for (Trainee trainee : begun) {
      ClassifierTrainee classifier = (ClassifierTrainee) trainee;
      ClassifierPlanner planner = classifier.planner();
      trainees.add(classifier);
      planners.add(planner);
      slots = Math.max(slots, planner.hooks().exposures().size());
    }
    var train = trainees.get(0).data().train();
    layout = trainees.get(0).layout();
    cohort = Cohort.of(gpu, shape(workload), train.inputs(), train.labels(), begun.size(), slots);
    plan = new Plan(begun.size());
  }

  /**
   * A cohort of trainings at their start.
   *
   * @param workload theirs, at its level of stochasticity
   * @param begun as the workload's learner began them, none refused
   */
  public static ClassifierCohort of(Gpu gpu, Workload workload, List<? extends Trainee> begun)
      throws Unavailable {
    ClassifierCohort made = new ClassifierCohort(gpu, workload, begun);
    try {
      for (int run = 0; run < begun.size(); run++) {
        made.cohort.start(run, begun.get(run).parameters());
      }
    } catch (Unavailable e) {
      made.close();
      throw e;
    }
    return made;
  }

  /** Bytes of a GPU's memory that a run takes. */
  public static long bytesPerRun(Workload workload) {
    return Cohort.bytesPerRun(shape(workload));
  }

  /** What all runs of a workload have in common. */
  public static Shape shape(Workload workload) {
    Classification learner = (Classification) workload.learner();
    LabelledData data = (LabelledData) workload.task();
    return new Shape(
        learner.network(),
        data.read().train().columns(),
        data.classes(),
        learner.batchSize(),
        learner.optimizer(),
        learner.maxGradNorm() > 0,
        learner.entCoef(),
        data.lossWeights());
  }

  /** Why no run of a workload can be one of a cohort; empty where some can. */
  public static Optional<String> refusal(Workload workload) {
    if (workload.engine() != Engine.VECTOR || !(workload.learner() instanceof Classification)) {
      return Optional.of("the kernels train classifiers of engine vector");
    }
    return workload.kicks() == null
        ? shape(workload).refusal()
        : Optional.of("kicks need the optimizer's memory at each evaluation");
  }

  /** Why a run that is disturbed so cannot be one of a cohort; empty where it can. */
  public static Optional<String> refusal(List<Exposure> exposures) {
    List<Perturbation> all =
        exposures.stream().map(Exposure::perturbation).filter(p -> p.magnitude() > 0).toList();
    return all.stream()
        .map(perturbation -> refusal(perturbation, all))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> refusal(Perturbation perturbation, List<Perturbation> all) {
    String name = perturbation.family().name();
    boolean vectors = perturbation.family().surfaces().stream().anyMatch(VECTORS::contains);
    if (vectors && perturbation.elsewhere().isEmpty()) {
      return Optional.of("there is no kernel for family " + name);
    }
    if (perturbation instanceof BatchSizeScale scale && scale.direction() == ScaleDirection.UP) {
      return Optional.of("the kernel has no room for larger batches");
    }
    if (perturbation instanceof LayerReset
        && all.stream().anyMatch(InitialScale.class::isInstance)) {
      return Optional.of("layers are reset to parameters that were disturbed");
    }
    return Optional.empty();
  }

  /** Updates that every training that has not diverged has behind it. */
  public long done() {
    return done;
  }

  /**
   * Advances all trainings, in launches of about a second.
   *
   * @param until updates that they then have behind them
   */
  public void advance(long until) throws Unavailable {
    if (done >= until) {
      return;
    }
    while (done < until) {
      int count = (int) Math.min(slice, until - done);
      long start = System.nanoTime();
      launch(count, done + count == until);
      double seconds = (System.nanoTime() - start) / 1e9;
      // No further than eight times: the first launches are not like those that follow.
      slice = (int) Math.max(1, count * Math.min(8, SLICE_SECONDS / seconds));
      slice = Math.min(slice, MOST_UPDATES);
      done += count;
      follow(count);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the trainings' thread was interrupted");
      }
    }
    for (int run = 0; run < trainees.size(); run++) {
      arrive(run);
    }
  }

  private void launch(int count, boolean remember) throws Unavailable {
    plan.clear();
    Map<Streams, Long> orders = new HashMap<>();
    for (int run = 0; run < trainees.size(); run++) {
      plan.begin(run);
      planners.get(run).plan(done, count, layout, plan, orders);
    }
    cohort.launch(plan, count, remember);
  }

  /** Tells the trainings of the updates of the last launch. */
  private void follow(int count) {
    for (int run = 0; run < trainees.size(); run++) {
      ClassifierTrainee trainee = trainees.get(run);
      if (trainee.step() != done - count) {
        continue;
      }
      Cohort.State state = cohort.state(run);
      for (int update = 0; update < state.done(); update++) {
        trainee.descent().follow(cohort.loss(run, update));
      }
      for (int slot = 0; slot < planners.get(run).hooks().exposures().size(); slot++) {
        if (cohort.recordedWeight(run, slot) > 0) {
          planners
              .get(run)
              .hooks()
              .acted(slot, cohort.recordedSum(run, slot), cohort.recordedWeight(run, slot));
        }
      }
      if (state.progress() != Cohort.Progress.GOING) {
        diverge(run, state);
      }
    }
  }

  private void diverge(int run, Cohort.State state) {
    int stage = state.progress().ordinal() - 1;
    ClassifierTrainee trainee = trainees.get(run);
    try {
      String what = List.of("loss", "gradient", "parameters").get(stage);
      Diverged.check(state.value(), what, trainee.step());
    } catch (Diverged end) {
      trainee.diverge(end, planners.get(run).realised(state.done(), stage));
    }
  }

  /** Brings what the GPU has to a training that is to be looked at. */
  private void arrive(int run) throws Unavailable {
    ClassifierTrainee trainee = trainees.get(run);
    ClassifierPlanner planner = planners.get(run);
    trainee
        .descent()
        .arrive(
            cohort.parameters(run),
            cohort.remembered(run),
            cohort.state(run).gradientNorm(),
            planner.learningRate());
    if (trainee.step() == done) {
      planner.lookAt(done - 1);
    }
  }

  @Override
  public void close() {
    cohort.close();
  }
}
