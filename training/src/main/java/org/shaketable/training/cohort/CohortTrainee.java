package org.shaketable.training.cohort;

import java.util.OptionalDouble;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.workload.Trainee;

/** A training that a device can do in the JVM's place. */
public interface CohortTrainee extends Trainee {
  /** Itself as one of a cohort; from then on it does not advance by itself. */
  Member member();

  /** The parameters that it starts with, before hooks are let at them. */
  float[] initial();

  /** What updates its parameters, and where they are looked at. */
  Descent descent();

  /** How it has ended on a device, if it has. */
  Ending ending();

  @Override
  default OptionalDouble realisedMagnitude() {
    return ending().realisedMagnitude();
  }
}
