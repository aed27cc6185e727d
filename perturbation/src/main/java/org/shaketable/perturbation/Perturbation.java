package org.shaketable.perturbation;

import java.util.Optional;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * A family at one magnitude: a value, without state.
 *
 * <p>Each family is one record in one file with a {@code public static final Family FAMILY}; the
 * {@code permits} clause below is its registration, see {@link Families}.
 */
public sealed interface Perturbation
    permits ActionNoise,
        AverageNoise,
        BatchSizeScale,
        ClassImbalance,
        ClippingScale,
        CorruptWorker,
        DelayedObservations,
        DroppedWorkers,
        FeatureDrift,
        GradientDropout,
        GradientNoise,
        GradientQuantisation,
        GradientSignFlip,
        InitialScale,
        InputNoise,
        LabelSmoothing,
        LayerReset,
        LearningRateJitter,
        LearningRateScale,
        LossScale,
        MomentumShift,
        OptimizerReset,
        PhysicsShift,
        RewardDelay,
        RewardNoise,
        RewardScale,
        RewardSparsification,
        SampleDuplication,
        SensorBlackout,
        SignalFlip,
        SkewedWorkers,
        SortedOrder,
        StaleGradients,
        StaleWorker,
        StickyActions,
        StructuredCorruption,
        TargetNoise,
        TokenCorruption,
        WeightKick,
        WeightMasking,
        WeightNoise,
        WeightQuantisation,
        WeightScaling {

  /** What kind of disturbance this is. */
  Family family();

  /** How strong, in the family's unit; 0 is the identity. */
  double magnitude();

  /**
   * The family's name with those settings that are not at their defaults, e.g. {@code
   * learning-rate-scale(direction=down)}: the value of the column {@code family}.
   */
  default String label() {
    return Label.of(this);
  }

  /**
   * Fails with a plain message where this could do nothing on that schedule, or names what the
   * subject does not have.
   */
  default void check(Schedule schedule, Horizon horizon, Subject subject) {}

  /**
   * What this does to a vector that is held elsewhere, with the state of one run; empty where only
   * {@link #begin} can do it.
   */
  default Optional<VectorAct.Source> elsewhere() {
    return Optional.empty();
  }

  /** Vectors that are kept for what this does elsewhere. */
  default int kept() {
    return 0;
  }

  /**
   * What this does to what is played, or to the targets of an update, where that is held elsewhere,
   * with the state of one run; empty where only {@link #begin} can do it.
   */
  default Optional<PlayAct.Source> inPlay() {
    return Optional.empty();
  }

  /** A fresh disturbance with the state of one run. */
  Disturbance begin();
}
