package org.shaketable.jobs.calibrate;

import java.io.Serializable;

/**
 * How calibration runs fared at one magnitude.
 *
 * @param collapsed how many of them collapsed
 * @param neverLearned how many never became competent
 * @param runs how many runs there were
 */
record TriedMagnitude(double magnitude, int collapsed, int neverLearned, int runs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  int lost() {
    return collapsed + neverLearned;
  }

  /** E.g. {@code 3 of 4 runs collapse at 0.5}. */
  @Override
  public String toString() {
    String never = neverLearned == 0 ? "" : ", %d never learn".formatted(neverLearned);
    return "%d of %d runs collapse%s at %s"
        .formatted(collapsed, runs, never, Significant.text(magnitude));
  }
}
