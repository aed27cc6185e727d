package org.shaketable.training.cohort;

import org.shaketable.training.workload.Trainee;

/** A training that a device can do in the JVM's place. */
public interface CohortTrainee extends Trainee {
  /** Itself as one of a cohort; from then on it does not advance by itself. */
  Member member();
}
