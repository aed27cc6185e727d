package org.shaketable.analytics.stats.run;

import java.util.Collection;

/**
 * When a competent run counts as collapsed.
 *
 * @param share the share of the twin's smoothed performance below which a run must fall, default
 *     0.5
 * @param window evaluations of the trailing mean, default 5
 * @param consecutive evaluations in a row, default 3
 * @param competence what a run must have reached before it can collapse
 * @param loss whether a loss above the untrained one or a lasting spike counts too
 */
public record CollapseRules(
    double share, int window, int consecutive, Competence competence, LossCollapse loss) {
  public static final CollapseRules DEFAULT =
      new CollapseRules(0.5, 5, 3, Competence.DEFAULT, LossCollapse.IGNORED);

  /** The rules by which collapses of these kinds count; of the loss only where it is among them. */
  public static CollapseRules of(Collection<CollapseKind> kinds) {
    return kinds.contains(CollapseKind.LOSS) ? DEFAULT.countingLoss() : DEFAULT;
  }

  public CollapseRules {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid share: expected a number in (0, 1], found " + share);
    }
    if (window < 1 || consecutive < 1) {
      throw new IllegalArgumentException(
          "Invalid window or consecutive: expected at least 1, found "
              + window
              + " and "
              + consecutive);
    }
  }

  /** The same rules with another share, window and count, as the sensitivity grid needs. */
  public CollapseRules with(double otherShare, int otherWindow, int otherConsecutive) {
    return new CollapseRules(otherShare, otherWindow, otherConsecutive, competence, loss);
  }

  /** The same rules for workloads whose performance is a loss. */
  public CollapseRules countingLoss() {
    return new CollapseRules(share, window, consecutive, competence, LossCollapse.COUNTED);
  }
}
