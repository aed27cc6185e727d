package org.shaketable.training.run;

import org.shaketable.refusal.Refusal;

/**
 * A trained clean run that perturbed runs are measured against: it keeps a snapshot of parameters
 * and probe outputs at each evaluation.
 *
 * <p>May be used by several threads at once.
 */
public final class Twin {
  private final Run run;
  private final Snapshots snapshots;

  private Twin(Run run, Snapshots snapshots) {
    this.run = run;
    this.snapshots = snapshots;
  }

  /** Trains the clean run of {@code spec} (its {@link RunSpec#reference()}). */
  public static Twin of(RunSpec spec) {
    return of(spec, Observer.NONE);
  }

  /** Trains the clean run of {@code spec} while an observer looks on. */
  public static Twin of(RunSpec spec, Observer observer) {
    Snapshots snapshots = new Snapshots();
    return new Twin(Course.run(spec.reference(), snapshots, observer), snapshots);
  }

  /**
   * Trains a run of any kind beside no twin: its distances are NaN, all else is as in a pair. For
   * what performance alone answers.
   */
  public static Run alone(RunSpec spec) {
    return alone(spec, Observer.NONE);
  }

  /** Trains a run beside no twin while an observer looks on. */
  public static Run alone(RunSpec spec, Observer observer) {
    return Course.run(
        spec, (index, trainee) -> new Course.Distances(Double.NaN, Double.NaN), observer);
  }

  /** The clean run itself. */
  public Run run() {
    return run;
  }

  /**
   * Trains a perturbed run, or a placebo. A training that diverges, or that cannot start, is a run
   * with that status; this method does not throw for either.
   *
   * @param other a spec whose reference is this twin's spec
   */
  public Run train(RunSpec other) {
    return train(other, Observer.NONE);
  }

  /** Trains a perturbed run, or a placebo, while an observer looks on. */
  public Run train(RunSpec other, Observer observer) {
    if (!other.reference().equals(run.spec())) {
      throw new Refusal(
          "spec", "expected a run whose clean twin is %s, found %s".formatted(run.spec(), other));
    }
    return Course.run(other, snapshots.measuring(), observer);
  }
}
