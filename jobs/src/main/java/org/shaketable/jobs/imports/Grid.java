package org.shaketable.jobs.imports;

import java.io.Serializable;

/**
 * The steps that all runs of a workload are looked at: from the first at which each has a
 * performance to the horizon, equally far from each other.
 *
 * @param evaluations how many evaluations there are besides the first
 */
record Grid(long first, long horizon, int evaluations) implements Serializable {
  /** The step of an evaluation. */
  long step(int evaluation) {
    return first + Math.round((horizon - first) * ((double) evaluation / evaluations));
  }
}
