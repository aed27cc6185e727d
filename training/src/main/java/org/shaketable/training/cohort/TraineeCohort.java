package org.shaketable.training.cohort;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Trainings of one workload that a GPU advances together. Between two calls of {@link #advance}
 * each is what it would be had it advanced by itself, bit for bit.
 */
public final class TraineeCohort implements AutoCloseable {
  private static final double SLICE_SECONDS = 1;
  private static final int FIRST_UPDATES = 4;
  private static final int MOST_UPDATES = 4096;

  /** Vectors that a run's acts may keep, and their numbers: 64 MiB. */
  private static final int MOST_KEPT = 512;

  private static final long MOST_KEPT_FLOATS = 1 << 24;

  private final List<Member> members;
  private final List<RunPlan> plans;
  private final BitSet ended = new BitSet();
  private final Cohort cohort;
  private final int each;
  private final int mostRounds;
  private long done;
  private int slice;

  private TraineeCohort(Gpu gpu, Workload workload, List<? extends Trainee> begun)
      throws Unavailable {
    members = begun.stream().map(trainee -> ((CohortTrainee) trainee).member()).toList();
    Shape shape = shape(workload);
    KeptPlaces kept = KeptPlaces.of(members, shape.structure().layout().size());
    plans = members.stream().map(member -> new RunPlan(shape.tables(), kept.next(member))).toList();
    each = members.get(0).updatesPerRound();
    int most = members.stream().mapToInt(Member::mostRounds).min().orElseThrow();
    mostRounds = Math.max(1, Math.min(most, MOST_UPDATES / each));
    slice = Math.min(mostRounds, Math.max(1, FIRST_UPDATES / each));
    int slots = members.stream().mapToInt(TraineeCohort::exposures).max().orElse(0);
    List<Bytes> constants = members.get(0).constants(members);
    cohort = Cohort.of(gpu, shape, constants, members.size(), slots, kept.floats());
  }

  static int exposures(Member member) {
    return member.planner().hooks().exposures().size();
  }

  /**
   * A cohort of trainings at their start.
   *
   * @param workload theirs, at its level of stochasticity
   * @param begun as the workload's learner began them, none refused
   */
  public static TraineeCohort of(Gpu gpu, Workload workload, List<? extends Trainee> begun)
      throws Unavailable {
    TraineeCohort made = new TraineeCohort(gpu, workload, begun);
    try {
      for (int run = 0; run < begun.size(); run++) {
        made.cohort.start(
            run, begun.get(run).parameters(), made.members.get(run).trainee().initial());
      }
    } catch (Unavailable e) {
      made.close();
      throw e;
    }
    return made;
  }

  private static Shape shape(Workload workload) {
    return ((CohortLearner) workload.learner()).shape(workload);
  }

  /**
   * How many runs have room.
   *
   * @param deviceBytes of a GPU's memory
   * @param hostBytes of the JVM's heap
   */
  public static int mostRuns(Workload workload, long deviceBytes, long hostBytes) {
    Shape shape = shape(workload);
    long most = Math.min(deviceBytes / Cohort.bytesPerRun(shape), hostBytes / shape.hostBytes());
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** Why no run of a workload can be one of a cohort; empty where some can. */
  public static Optional<String> refusal(Workload workload) {
    if (workload.engine() != Engine.VECTOR
        || !(workload.learner() instanceof CohortLearner learner)) {
      return Optional.of(
          "the kernels train classifiers, PPO on CartPole and language models (pretraining,"
              + " fine-tuning), of engine vector");
    }
    if (workload.kicks() != null) {
      return Optional.of("kicks need the optimizer's memory at each evaluation");
    }
    return learner.withoutKernel(workload).or(() -> learner.shape(workload).structure().refusal());
  }

  /** Why a run that is disturbed so cannot be one of a cohort; empty where it can. */
  public static Optional<String> refusal(Workload workload, List<Exposure> exposures) {
    CohortLearner learner = (CohortLearner) workload.learner();
    List<Perturbation> acting =
        exposures.stream()
            .map(Exposure::perturbation)
            .filter(perturbation -> perturbation.magnitude() > 0)
            .toList();
    long kept = acting.stream().mapToLong(Perturbation::kept).sum();
    if (kept > MOST_KEPT
        || kept > 0 && kept * shape(workload).structure().layout().size() > MOST_KEPT_FLOATS) {
      return Optional.of(
          "what is disturbed keeps more than %d gradients, or 64 MiB".formatted(MOST_KEPT));
    }
    return acting.stream()
        .filter(perturbation -> !learner.hasKernel(workload, perturbation))
        .map(perturbation -> "there is no kernel for " + perturbation.label())
        .findFirst();
  }

  /** Rounds that every training that has not diverged has behind it. */
  public long done() {
    return done;
  }

  /**
   * Advances all trainings, in launches of about a second.
   *
   * @param until steps of the workload that they then have behind them, at least
   */
  public void advance(long until) throws Unavailable {
    long target = members.get(0).rounds(until);
    if (done >= target) {
      return;
    }
    while (done < target) {
      int count = (int) Math.min(slice, target - done);
      long start = System.nanoTime();
      launch(count, target);
      double seconds = (System.nanoTime() - start) / 1e9;
      // No further than eight times: the first launches are not like those that follow.
      slice = (int) Math.max(1, count * Math.min(8, SLICE_SECONDS / seconds));
      slice = Math.min(slice, mostRounds);
      done += count;
      follow(count * each);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the trainings' thread was interrupted");
      }
    }
    for (int run = 0; run < members.size(); run++) {
      arrive(run);
    }
  }

  private void launch(int count, long look) throws Unavailable {
    Map<Object, Bytes> shared = new ConcurrentHashMap<>();
    plans.forEach(RunPlan::clear);
    IntStream.range(0, members.size()).parallel().forEach(run -> plan(run, count, look, shared));
    cohort.launch(plans, count * each, done + count == look);
  }

  private void plan(int run, int count, long look, Map<Object, Bytes> shared) {
    Member member = members.get(run);
    member.planner().begin();
    member.plan(done, count, look, plans.get(run), shared);
  }

  /** Tells the trainings of the updates of the last launch. */
  private void follow(int updates) {
    for (int number = 0; number < members.size(); number++) {
      int run = number;
      if (ended.get(run)) {
        continue;
      }
      Member member = members.get(run);
      Cohort.State state = cohort.state(run);
      for (int slot = 0; slot < exposures(member); slot++) {
        double weight = cohort.recordedWeight(run, slot);
        if (weight > 0) {
          member.planner().hooks().acted(slot, cohort.recordedSum(run, slot), weight);
        }
      }
      if (state.progress() == Cohort.Progress.GOING) {
        member.follow(updates, update -> cohort.loss(run, update), state.value());
      } else {
        ended.set(run);
        diverge(run, state);
      }
    }
  }

  private void diverge(int run, Cohort.State state) {
    int stage = state.progress().ordinal() - 1;
    Member member = members.get(run);
    try {
      String what = List.of("loss", "gradient", "parameters").get(stage);
      Diverged.check(state.value(), what, member.step(state.done()));
    } catch (Diverged found) {
      member.end(found, state.done(), stage, update -> cohort.loss(run, update));
    }
  }

  /** Brings what the GPU has to a training that is to be looked at. */
  private void arrive(int run) throws Unavailable {
    Member member = members.get(run);
    member
        .trainee()
        .descent()
        .arrive(
            cohort.parameters(run),
            cohort.remembered(run),
            cohort.state(run).gradientNorm(),
            member.planner().learningRate());
    if (!ended.get(run)) {
      member.arrive(cohort, run);
    }
  }

  @Override
  public void close() {
    cohort.close();
  }
}
