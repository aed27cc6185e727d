package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.MetaStatePath;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.detection.PastWindow;

/**
 * Rule that turns a trajectory into one number per evaluation, from past data; large is alarming.
 */
public enum Detector {
  /** Hotelling's T2 in the meta-state model. */
  META_STATE_T2 {
    @Override
    double[] of(Input s) {
      return s.path().t2();
    }

    @Override
    boolean defined(Input input) {
      return input.group().model() != null;
    }
  },
  /** Squared prediction error outside the meta-state model. */
  META_STATE_SPE {
    @Override
    double[] of(Input s) {
      return s.path().spe();
    }

    @Override
    boolean defined(Input input) {
      return input.group().model() != null;
    }
  },
  /** Cumulative sum of rises of the loss: the loss alone. */
  LOSS_CUSUM {
    @Override
    double[] of(Input s) {
      return PastWindow.cumulativeSum(s.trajectory().column(TrajectoryColumns.LOSS), WINDOW);
    }
  },
  /**
   * Distance of the log gradient norm from the clean runs' median, in their scale; NaN where they
   * all agree.
   */
  GRADIENT_NORM_Z {
    @Override
    double[] of(Input s) {
      int feature = s.columns().features().indexOf("log_gradient_norm");
      return each(s, i -> z(s, i, feature));
    }

    @Override
    boolean defined(Input input) {
      return input.has("log_gradient_norm");
    }
  },
  /** How low the predictive entropy is. */
  ENTROPY_FLOOR {
    @Override
    double[] of(Input s) {
      int column = s.columns().indexOf("predictive_entropy");
      return each(s, i -> -s.trajectory().value(i, column));
    }

    @Override
    boolean defined(Input input) {
      return input.has("predictive_entropy");
    }
  },
  /** Early-warning signal: variance of the performance in a window. */
  VARIANCE_WARNING {
    @Override
    double[] of(Input s) {
      return s.warnings().variance();
    }
  },
  /** Early-warning signal: lag-1 autocorrelation of the performance in a window. */
  AUTOCORRELATION_WARNING {
    @Override
    double[] of(Input s) {
      return s.warnings().autocorrelation();
    }
  },
  /** Uniform noise: knows nothing, so it must be rejected. */
  RANDOM_ALARM {
    @Override
    double[] of(Input s) {
      SplittableRandom random = new SplittableRandom(Seeds.of(s.runId(), name()));
      return each(s, i -> random.nextDouble());
    }
  },
  /** Distance of a random walk from its start: drifts and knows nothing; must be rejected. */
  RANDOM_WALK {
    @Override
    double[] of(Input s) {
      SplittableRandom random = new SplittableRandom(Seeds.of(s.runId(), name()));
      double[] walk = new double[s.trajectory().length()];
      double place = 0;
      for (int i = 0; i < walk.length; i++) {
        place += random.nextGaussian();
        walk[i] = Math.abs(place);
      }
      return walk;
    }
  };

  private static final int WINDOW = 20;

  /**
   * A run beside what its detectors compare it with.
   *
   * @param path in the meta-state model; null where there is none
   * @param warnings of its performance
   */
  public record Input(
      String runId,
      Trajectory trajectory,
      ControlGroup group,
      TrajectoryColumns columns,
      MetaStatePath path,
      PastWindow.Warnings warnings) {

    public Input(
        String runId,
        Trajectory trajectory,
        ControlGroup group,
        TrajectoryColumns columns,
        MetaStatePath path) {
      this(
          runId,
          trajectory,
          group,
          columns,
          path,
          PastWindow.warnings(trajectory.column(TrajectoryColumns.PERFORMANCE), WINDOW));
    }

    /** Whether the workload has a feature. */
    boolean has(String feature) {
      return TrajectoryColumns.features(group.workload()).contains(feature);
    }
  }

  abstract double[] of(Input input);

  /** Whether the workload has what this needs. */
  boolean defined(Input input) {
    return true;
  }

  /** The series of a run; all NaN where it is not defined. */
  public double[] series(Input input) {
    if (defined(input)) {
      return of(input);
    }
    double[] unknown = new double[input.trajectory().length()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** The word in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double[] each(Input s, IntToDoubleFunction value) {
    double[] series = new double[s.trajectory().length()];
    Arrays.setAll(series, value);
    return series;
  }

  private static double z(Input s, int row, int f) {
    int evaluation = s.trajectory().evaluation(row);
    Baseline baseline = s.group().baseline();
    if (evaluation >= baseline.evaluations() || !(baseline.scale()[evaluation][f] > 0)) {
      return Double.NaN;
    }
    double distance =
        s.trajectory().value(row, TrajectoryColumns.firstFeature() + f)
            - baseline.centre()[evaluation][f];
    return distance / baseline.scale()[evaluation][f];
  }
}
