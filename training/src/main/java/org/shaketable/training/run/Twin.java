package org.shaketable.training.run;

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

  /** The same, watched. */
  public static Twin of(RunSpec spec, Observer observer) {
    Snapshots snapshots = new Snapshots();
    return new Twin(Training.run(spec.reference(), snapshots, observer), snapshots);
  }

  /**
   * Trains a run, clean or perturbed, beside no twin: its distances are NaN, all else is as in a
   * pair. For what performance alone answers.
   */
  public static Run alone(RunSpec spec) {
    return Training.run(
        spec, (index, trainee) -> new Training.Distances(Double.NaN, Double.NaN), Observer.NONE);
  }

  /** The clean run itself. */
  public Run run() {
    return run;
  }

  /**
   * Trains a perturbed run. A training that diverges, or that cannot start, is a run with that
   * status; this method does not throw for either.
   *
   * @param perturbed a spec whose reference is this twin's spec
   */
  public Run train(RunSpec perturbed) {
    return train(perturbed, Observer.NONE);
  }

  /** The same, watched. */
  public Run train(RunSpec perturbed, Observer observer) {
    if (!perturbed.reference().equals(run.spec())) {
      throw new IllegalArgumentException(
          "Invalid spec: expected a run whose clean twin is %s, found %s"
              .formatted(run.spec(), perturbed));
    }
    return Training.run(perturbed, snapshots.measuring(), observer);
  }
}
