package org.shaketable.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Shaker;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** The course of one run: begin, advance to each evaluation, measure. */
final class Course {

  /** What a run is measured against. */
  interface DistanceSource {
    /** Distances of a training, now at evaluation {@code index}, to the reference. */
    Distances at(int index, Trainee trainee);
  }

  /** Distances in parameters and in function space. */
  record Distances(double parameters, double function) {}

  private final RunSpec spec;
  private final DistanceSource source;
  private final Observer observer;
  private final List<Evaluation> trajectory = new ArrayList<>();
  private Shaker shaker;
  private Trainee trainee;
  private Status status = Status.COMPLETED;
  private String message = "";
  private Stop stop = Stop.NONE;

  /** Something that may be the end of a training. */
  @FunctionalInterface
  private interface Part {
    void go() throws Diverged;
  }

  Course(RunSpec spec, DistanceSource source, Observer observer) {
    this.spec = spec;
    this.source = source;
    this.observer = observer;
  }

  /** Trains to the end, whatever the end is. */
  static Run run(RunSpec spec, DistanceSource source, Observer observer) {
    long start = System.nanoTime();
    Course training = new Course(spec, source, observer);
    try {
      training.begin();
      for (int index = 0; index <= spec.workload().evaluations() && training.goes(); index++) {
        training.evaluate(index);
      }
      return training.ended((System.nanoTime() - start) / 1e9);
    } finally {
      training.close();
    }
  }

  void close() {
    if (trainee != null) {
      trainee.close();
    }
  }

  /** Whether it has not ended before its time. */
  boolean goes() {
    return status == Status.COMPLETED;
  }

  /** The training, of one that has begun and goes on. */
  Trainee trainee() {
    return trainee;
  }

  private void unlessItEnds(Part part) {
    try {
      part.go();
    } catch (Diverged end) {
      status = Status.DIVERGED;
      message = end.getMessage() + " at step " + end.step();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
      status = Status.FAILED;
      message = message(fault);
      stop = fault instanceof OutOfMemoryError ? Stop.MEMORY : Stop.NONE;
    }
  }

  /** A bad setting speaks for itself; what else is thrown needs its name. */
  private static String message(Throwable fault) {
    return fault instanceof IllegalArgumentException && fault.getMessage() != null
        ? fault.getMessage()
        : fault.toString();
  }

  /** Starts the training. */
  void begin() {
    unlessItEnds(
        () -> {
          Workload workload = spec.workload().at(spec.stochasticity());
          spec.exposures().forEach(workload::check);
          shaker = new Shaker(spec.exposures(), spec.replicateSeed(), workload.horizon());
          Hooks hooks = spec.clean() ? Hooks.NONE : shaker;
          trainee = workload.learner().begin(workload, spec.stochasticity(), spec.streams(), hooks);
        });
  }

  /** Trains to evaluation {@code index} and measures there. */
  void evaluate(int index) {
    unlessItEnds(
        () -> {
          stopIfInterrupted();
          trainee.advance(spec.workload().horizon().stepOf(index));
          Distances distances = source.at(index, trainee);
          trajectory.add(
              new Evaluation(
                  index,
                  trainee.step(),
                  trainee.measure(index),
                  distances.parameters(),
                  distances.function()));
          observer.at(index, trainee);
        });
  }

  /** Whoever interrupts the thread has no more use for the run. */
  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the training's thread was interrupted");
    }
  }

  /** The run that it has become. */
  Run ended(double wallSeconds) {
    long steps = trainee == null ? 0 : trainee.step();
    float[] parameters = trainee == null ? new float[0] : trainee.parameters();
    return new Run(
        spec,
        status,
        message,
        stop,
        steps,
        trajectory,
        realisedMagnitude(),
        wallSeconds,
        Digest.of(status, message, steps, trajectory, parameters));
  }

  private double realisedMagnitude() {
    if (trainee != null && trainee.realisedMagnitude().isPresent()) {
      return trainee.realisedMagnitude().getAsDouble();
    }
    return shaker == null
        ? Double.NaN
        : shaker.realisedMagnitudes().stream().findFirst().orElse(Double.NaN);
  }
}
