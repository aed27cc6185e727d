package org.shaketable.analytics.detection;

import java.io.Serializable;

/**
 * A rule that turns the past of a run into one score per evaluation.
 *
 * <ul>
 *   <li>the score of an evaluation comes from it and those before it: cutting off what follows
 *       changes nothing
 *   <li>larger is more alarming; NaN says that nothing is known, which is neither an alarm nor none
 * </ul>
 */
public interface Detector extends Serializable {
  /** Its name in the tables. */
  String name();

  /** One score per evaluation. */
  double[] scores(Observed run);
}
