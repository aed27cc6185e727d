package org.shaketable.training.cohort;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Workload;

/**
 * One training's plan carried out by many runs at once, each from other parameters: what a kernel
 * takes for so many, without so many trainings on the JVM.
 */
public final class RepeatedRun implements AutoCloseable {
  private final Member member;
  private final RunPlan plan;
  private final Cohort cohort;
  private final int runs;
  private long done;

  private RepeatedRun(Member member, RunPlan plan, Cohort cohort, int runs) {
    this.member = member;
    this.plan = plan;
    this.cohort = cohort;
    this.runs = runs;
  }

  /**
   * So many runs at their start.
   *
   * @param begun a training as the workload's learner began it, undisturbed
   */
  public static RepeatedRun of(Gpu gpu, Workload workload, CohortTrainee begun, int runs)
      throws Unavailable {
    Shape shape = ((CohortLearner) workload.learner()).shape(workload);
    Member member = begun.member();
    List<Bytes> constants = member.constants(Collections.nCopies(runs, member));
    Cohort cohort = Cohort.of(gpu, shape, constants, runs, 0, 0);
    RunPlan plan = new RunPlan(shape.tables(), RunPlan.Kept.NONE);
    RepeatedRun made = new RepeatedRun(member, plan, cohort, runs);
    try {
      made.start(begun.parameters());
    } catch (Unavailable e) {
      made.close();
      throw e;
    }
    return made;
  }

  private void start(float[] parameters) throws Unavailable {
    float first = parameters[0];
    for (int run = 0; run < runs; run++) {
      parameters[0] = first + run * 1e-5f;
      cohort.start(run, parameters, parameters);
    }
  }

  /** Updates of a round. */
  public int updatesPerRound() {
    return member.updatesPerRound();
  }

  /** Does so many rounds of all runs in one launch and tells the seconds that it took. */
  public double seconds(int rounds) throws Unavailable {
    plan.clear();
    member.planner().begin();
    member.plan(done, rounds, Long.MAX_VALUE, plan, new ConcurrentHashMap<>());
    done += rounds;
    long start = System.nanoTime();
    cohort.launch(Collections.nCopies(runs, plan), rounds * updatesPerRound(), false);
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    cohort.close();
  }
}
