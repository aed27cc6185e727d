package org.shaketable.training.cohort;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Workload;

/** A learner that has a kernel; its trainings are {@link CohortTrainee}s. */
public interface CohortLearner extends Learner {
  /** The vectors that are on the device, for every kernel. */
  Set<Surface> VECTORS = EnumSet.of(Surface.PARAMETERS, Surface.GRADIENT, Surface.OPTIMIZER_STATE);

  /** Why the kernel cannot do this learner's trainings on a task; empty where it can. */
  Optional<String> withoutKernel(Workload workload);

  /** What all runs of a workload that the kernel can do have in common. */
  Shape shape(Workload workload);

  /** Whether a run with this disturbance can be done, of a workload that can. */
  default boolean hasKernel(Workload workload, Perturbation perturbation) {
    return perturbation.elsewhere().isPresent() || !touches(perturbation, VECTORS);
  }

  /** Whether a disturbance acts on one of these. */
  static boolean touches(Perturbation perturbation, Set<Surface> surfaces) {
    return perturbation.family().surfaces().stream().anyMatch(surfaces::contains);
  }
}
