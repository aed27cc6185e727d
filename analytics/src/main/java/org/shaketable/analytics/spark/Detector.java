package org.shaketable.analytics.spark;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.shaketable.analytics.stats.detection.PastWindow;

/**
 * Rule that turns a trajectory into one number per evaluation, from past data; large is alarming.
 */
enum Detector {
  /** Hotelling's T2 in the meta-state model. */
  META_STATE_T2 {
    @Override
    double[] of(Source s) {
      return s.places().t2();
    }

    @Override
    boolean defined(Reference reference, TrajectoryColumns columns) {
      return reference.model() != null;
    }
  },
  /** Squared prediction error outside the meta-state model. */
  META_STATE_SPE {
    @Override
    double[] of(Source s) {
      return s.places().spe();
    }

    @Override
    boolean defined(Reference reference, TrajectoryColumns columns) {
      return reference.model() != null;
    }
  },
  /** Cumulative sum of rises of the loss: the loss alone. */
  LOSS_CUSUM {
    @Override
    double[] of(Source s) {
      return PastWindow.cumulativeSum(s.run().column(TrajectoryColumns.LOSS), WINDOW);
    }
  },
  /**
   * Distance of the log gradient norm from the clean runs' median, in their scale; NaN where they
   * all agree.
   */
  GRADIENT_NORM_Z {
    @Override
    double[] of(Source s) {
      int feature = s.columns().features().indexOf("log_gradient_norm");
      return each(s, i -> z(s, i, feature));
    }

    @Override
    boolean defined(Reference reference, TrajectoryColumns columns) {
      return columns.features().contains("log_gradient_norm");
    }
  },
  /** How low the predictive entropy is. */
  ENTROPY_FLOOR {
    @Override
    double[] of(Source s) {
      int column = s.columns().indexOf("predictive_entropy");
      return each(s, i -> -s.run().value(i, column));
    }

    @Override
    boolean defined(Reference reference, TrajectoryColumns columns) {
      return columns.features().contains("predictive_entropy");
    }
  },
  /** Early-warning signal: variance of the performance in a window. */
  VARIANCE_WARNING {
    @Override
    double[] of(Source s) {
      return s.warnings().variance();
    }
  },
  /** Early-warning signal: lag-1 autocorrelation of the performance in a window. */
  AUTOCORRELATION_WARNING {
    @Override
    double[] of(Source s) {
      return s.warnings().autocorrelation();
    }
  },
  /** Uniform noise: knows nothing, so it must be rejected. */
  RANDOM_ALARM {
    @Override
    double[] of(Source s) {
      SplittableRandom random = new SplittableRandom(Seeds.of(s.runId(), name()));
      return each(s, i -> random.nextDouble());
    }
  },
  /** Distance of a random walk from its start: drifts and knows nothing; must be rejected. */
  RANDOM_WALK {
    @Override
    double[] of(Source s) {
      SplittableRandom random = new SplittableRandom(Seeds.of(s.runId(), name()));
      double[] walk = new double[s.run().length()];
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
   * A run beside what it is judged against.
   *
   * @param places in the meta-state model; null where there is none
   * @param warnings of its performance
   */
  record Source(
      String runId,
      Trajectory run,
      Reference reference,
      TrajectoryColumns columns,
      Places places,
      PastWindow.Warnings warnings) {

    Source(
        String runId,
        Trajectory run,
        Reference reference,
        TrajectoryColumns columns,
        Places places) {
      this(
          runId,
          run,
          reference,
          columns,
          places,
          PastWindow.warnings(run.column(TrajectoryColumns.PERFORMANCE), WINDOW));
    }
  }

  abstract double[] of(Source source);

  /** Whether the workload has what this needs. */
  boolean defined(Reference reference, TrajectoryColumns columns) {
    return true;
  }

  /** The series of a run; all NaN where it is not defined. */
  double[] series(Source source) {
    if (defined(source.reference(), source.columns())) {
      return of(source);
    }
    double[] unknown = new double[source.run().length()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** The word in the tables. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double[] each(Source s, IntToDoubleFunction value) {
    double[] series = new double[s.run().length()];
    Arrays.setAll(series, value);
    return series;
  }

  private static double z(Source s, int row, int f) {
    int evaluation = s.run().evaluation(row);
    Baseline baseline = s.reference().baseline();
    if (evaluation >= baseline.evaluations() || !(baseline.scale()[evaluation][f] > 0)) {
      return Double.NaN;
    }
    double distance =
        s.run().value(row, TrajectoryColumns.firstFeature() + f) - baseline.centre()[evaluation][f];
    return distance / baseline.scale()[evaluation][f];
  }
}
