package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.survival.KaplanMeier;

/**
 * Kaplan-Meier curves of exponential times to recovery, censored at a horizon or anywhere before
 * it, at the times at which 30 to 90 % of the runs have not recovered; and their median.
 */
final class SurvivalScenarios {
  private static final double LEVEL = 0.95;
  private static final double HORIZON = 1.5;

  /** When runs stop being watched. */
  private enum Censoring {
    HORIZON_ONLY {
      @Override
      double time(Draws draws) {
        return HORIZON;
      }
    },
    ANYWHERE {
      @Override
      double time(Draws draws) {
        return 0.3 + (HORIZON - 0.3) * draws.nextDouble();
      }
    };

    abstract double time(Draws draws);

    String word() {
      return this == ANYWHERE ? "censored anywhere" : "censored at the horizon";
    }
  }

  private SurvivalScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Censoring censoring : Censoring.values()) {
      for (int n : new int[] {4, 6, 8, 16, 32, 64}) {
        all.add(pointwise(censoring, n));
        all.add(median(censoring, n));
      }
    }
    return all;
  }

  private static Scenario pointwise(Censoring censoring, int n) {
    return new Scenario(
        "not recovered (Kaplan-Meier), Wilson by Greenwood's variance",
        censoring.word(),
        n + " collapsed runs",
        draws -> {
          double truth = 0.3 + 0.6 * draws.nextDouble();
          KaplanMeier curve = curve(censoring, n, draws);
          return new Scenario.Trial(truth, at(curve, -StrictMath.log(truth)));
        });
  }

  private static Scenario median(Censoring censoring, int n) {
    return Scenario.of(
        "median time to recovery, Brookmeyer-Crowley (in no table)",
        censoring.word(),
        n + " collapsed runs",
        StrictMath.log(2),
        draws -> curve(censoring, n, draws).quantileInterval(0.5, LEVEL));
  }

  private static Interval at(KaplanMeier curve, double time) {
    Interval found = Interval.unbounded(1, LEVEL, curve.runs());
    for (KaplanMeier.Step step : curve.steps()) {
      if (step.time() > time) {
        break;
      }
      found = step.interval(LEVEL);
    }
    return found;
  }

  private static KaplanMeier curve(Censoring censoring, int n, Draws draws) {
    double[] times = new double[n];
    boolean[] events = new boolean[n];
    for (int run = 0; run < n; run++) {
      double recovery = Population.EXPONENTIAL.draw(draws);
      double last = censoring.time(draws);
      times[run] = Math.min(recovery, last);
      events[run] = recovery <= last;
    }
    return KaplanMeier.of(times, events);
  }
}
