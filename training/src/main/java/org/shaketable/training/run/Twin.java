package org.shaketable.training.run;

/**
 * A trained clean run that perturbed runs are measured against: it keeps a snapshot of parameters
 * and probe outputs at each evaluation.
 */
public final class Twin {
  private final Run run;

  private Twin(Run run) {
    this.run = run;
  }

  /** Trains the clean run of {@code spec} (its {@link RunSpec#reference()}). */
  public static Twin of(RunSpec spec) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }
}
