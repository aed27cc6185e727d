package org.shaketable.training.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.workload.Trainee;

/**
 * Runs that a GPU trains together: clean runs with those that are measured against them. Each is
 * what it would be by itself, bit for bit, but for the time that it took.
 */
public final class CohortRuns {
  private CohortRuns() {}

  /** Why a workload's runs cannot be trained so; empty where those can that are not refused. */
  public static Optional<String> refusalOfAll(RunSpec any) {
    return TraineeCohort.refusal(any.workload().at(any.stochasticity()));
  }

  /** Why a run cannot be one of them, of a workload whose runs can; empty where it can. */
  public static Optional<String> refusal(RunSpec spec) {
    return TraineeCohort.refusal(spec.workload(), spec.exposures());
  }

  /** How many runs like this have room in half of what a GPU's memory and the JVM's heap have. */
  public static int mostRuns(Gpu gpu, RunSpec any) throws Unavailable {
    gpu.enter();
    return TraineeCohort.mostRuns(
        any.workload().at(any.stochasticity()),
        gpu.freeMemory() / 2,
        Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Trains runs of one workload at one level of stochasticity, none refused.
   *
   * @param specs with the {@link RunSpec#reference()} of each among them
   * @param observers who looks at a run
   * @return the runs in the order of the specs; each took its share of the time
   * @throws Unavailable where the GPU cannot be used; nothing is lost but time
   */
  public static List<Run> train(Gpu gpu, List<RunSpec> specs, Function<RunSpec, Observer> observers)
      throws Unavailable {
    long start = System.nanoTime();
    Map<RunSpec, Latest> twins = new HashMap<>();
    specs.stream().filter(RunSpec::clean).forEach(spec -> twins.put(spec, new Latest()));
    List<Course> courses = new ArrayList<>();
    for (RunSpec spec : specs) {
      Latest twin = twins.get(spec.reference());
      Course.DistanceSource source = spec.clean() ? twin : twin.measuring();
      courses.add(new Course(spec, source, observers.apply(spec)));
    }
    try {
      courses.forEach(Course::begin);
      advance(gpu, specs, courses);
      double each = (System.nanoTime() - start) / 1e9 / specs.size();
      return courses.stream().map(course -> course.ended(each)).toList();
    } finally {
      courses.forEach(Course::close);
    }
  }

  private static void advance(Gpu gpu, List<RunSpec> specs, List<Course> courses)
      throws Unavailable {
    List<Course> cleanFirst = new ArrayList<>();
    for (boolean clean : List.of(true, false)) {
      for (int i = 0; i < specs.size(); i++) {
        if (specs.get(i).clean() == clean && courses.get(i).goes()) {
          cleanFirst.add(courses.get(i));
        }
      }
    }
    if (cleanFirst.isEmpty()) {
      return;
    }
    RunSpec any = specs.get(0);
    List<Trainee> trainees = cleanFirst.stream().map(Course::trainee).toList();
    try (TraineeCohort cohort =
        TraineeCohort.of(gpu, any.workload().at(any.stochasticity()), trainees)) {
      for (int index = 0; index <= any.workload().evaluations(); index++) {
        cohort.advance(any.workload().horizon().stepOf(index));
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the trainings' thread was interrupted");
        }
        int evaluation = index;
        cleanFirst.stream().filter(Course::goes).forEach(course -> course.evaluate(evaluation));
      }
    }
  }

  /** What runs are measured against that come to an evaluation right behind their twin. */
  private static final class Latest implements Course.DistanceSource {
    private int index = -1;
    private float[] parameters = new float[0];
    private float[] outputs = new float[0];

    @Override
    public Course.Distances at(int evaluation, Trainee trainee) {
      index = evaluation;
      parameters = trainee.parameters();
      outputs = trainee.probeOutputs();
      return new Course.Distances(0, 0);
    }

    Course.DistanceSource measuring() {
      return (evaluation, trainee) ->
          evaluation == index
              ? new Course.Distances(
                  Norm.ofDifference(parameters, trainee.parameters(), parameters.length),
                  trainee.functionDistance(outputs))
              : new Course.Distances(Double.NaN, Double.NaN);
    }
  }
}
