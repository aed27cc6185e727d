package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.stats.multiplicity.Adjustment;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.DoseCurveKey;
import org.shaketable.analytics.table.RecoveryTestRow;
import org.shaketable.analytics.table.TestRow;

/**
 * The table {@code tests}: every p-value that a result table of the sweep reports, adjusted by
 * Benjamini and Hochberg within its family of tests and over all of them. A test that is not
 * defined is not listed.
 */
public final class AdjustedTests {
  private record Test(String family, String hypothesis, String subject, double p) {}

  private final List<Test> found = new ArrayList<>();

  /** The tests of four tables. */
  public AdjustedTests(
      List<DecouplingRow> decoupling,
      List<CriticalMagnitudeRow> critical,
      List<RecoveryTestRow> recoveries,
      List<DetectorRow> detectors) {
    for (DecouplingRow row : decoupling) {
      add("decoupling", "final performance tells nothing of stability", row.p(), row.association());
    }
    for (CriticalMagnitudeRow row : critical) {
      add("dose", "loss does not grow with the magnitude", row.trendP(), subject(row.curve()));
    }
    for (CriticalMagnitudeRow row : critical) {
      add(
          "monotonicity",
          "loss never becomes rarer with magnitude",
          row.monotoneP(),
          subject(row.curve()));
    }
    for (RecoveryTestRow row : recoveries) {
      String dimension = row.dimension().dimension();
      String of = row.between() + ", " + row.dimension().configuration().name();
      add(
          "recovery",
          "times to recovery do not differ",
          row.p(),
          dimension == null ? of : of + ", " + dimension);
    }
    for (DetectorRow row : detectors) {
      add(
          "detection",
          "the detector's scores do not order standing runs by who collapses",
          row.order().concordanceP(),
          row.detector() + ", " + row.control().name());
    }
  }

  private void add(String family, String hypothesis, double p, String subject) {
    if (!Double.isNaN(p)) {
      found.add(new Test(family, hypothesis, subject, p));
    }
  }

  private static String subject(DoseCurveKey curve) {
    return Stream.of(
            curve.dimension().configuration().name(),
            curve.family(),
            curve.schedule(),
            curve.stochasticity())
        .collect(Collectors.joining(", "));
  }

  /** One row per test. */
  public List<TestRow> of(String sweep) {
    double[] overAll = adjusted(found);
    Map<String, List<Test>> families =
        found.stream()
            .collect(Collectors.groupingBy(Test::family, LinkedHashMap::new, Collectors.toList()));
    List<TestRow> rows = new ArrayList<>();
    for (List<Test> family : families.values()) {
      double[] within = adjusted(family);
      for (int i = 0; i < within.length; i++) {
        Test test = family.get(i);
        rows.add(
            new TestRow(
                sweep,
                test.family(),
                test.hypothesis(),
                test.subject(),
                test.p(),
                within[i],
                // The families stand one after the other.
                overAll[rows.size()],
                family.size()));
      }
    }
    return rows;
  }

  private static double[] adjusted(List<Test> tests) {
    return Adjustment.BENJAMINI_HOCHBERG.of(tests.stream().mapToDouble(Test::p).toArray());
  }
}
