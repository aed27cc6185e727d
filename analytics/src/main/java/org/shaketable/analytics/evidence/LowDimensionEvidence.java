package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.table.ControlKey;

/**
 * Whether meta-states are low-dimensional, by workload: that of a claim and what is said beside.
 */
final class LowDimensionEvidence {
  private LowDimensionEvidence() {}

  /** The configurations of each workload, of which the least low-dimensional speaks for all. */
  static Map<String, Claims.Evidence> of(
      Map<ControlKey, LowDimension> byConfiguration, double level) {
    Map<String, Claims.Evidence> evidence = new TreeMap<>();
    byWorkload(byConfiguration)
        .forEach((workload, models) -> evidence.put(workload.workload(), evidence(models, level)));
    if (evidence.isEmpty()) {
      evidence.put(
          "all workloads",
          new Claims.Evidence(
              Interval.unbounded(Double.NaN, level, 0),
              Verdict.UNDECIDED,
              "there is no meta-state model"));
    }
    return evidence;
  }

  /** What precedence must say beside its own verdict. */
  static String words(Map<ControlKey, LowDimension> byConfiguration, WorkloadKey workload) {
    List<LowDimension> models = byWorkload(byConfiguration).getOrDefault(workload, List.of());
    Verdict verdict = verdict(models);
    return verdict == Verdict.CONFIRMED
        ? ""
        : "; that the meta-state is low-dimensional is itself " + verdict.words();
  }

  private static Map<WorkloadKey, List<LowDimension>> byWorkload(
      Map<ControlKey, LowDimension> byConfiguration) {
    Map<WorkloadKey, List<LowDimension>> byWorkload = new TreeMap<>();
    new TreeMap<>(byConfiguration)
        .forEach(
            (key, model) ->
                byWorkload
                    .computeIfAbsent(WorkloadKey.of(key.configuration()), none -> new ArrayList<>())
                    .add(model));
    return byWorkload;
  }

  private static Verdict verdict(List<LowDimension> models) {
    return models.stream()
        .map(LowDimension::verdict)
        .reduce(Verdict::and)
        .orElse(Verdict.UNDECIDED);
  }

  private static Claims.Evidence evidence(List<LowDimension> models, double level) {
    LowDimension least =
        models.stream().min(Comparator.comparingDouble(LowDimension::overLargest)).orElseThrow();
    String text =
        String.format(
            Locale.ROOT,
            "%.1f %% of the variance lie on the components kept; the strongest null is %s with p ="
                + " %.3f; two halves of the runs agree on their space by %.2f, p = %.3f%s",
            100 * least.share(),
            least.strongest().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            least.p().get(least.strongest()),
            least.agreement(),
            least.agreementP(),
            models.size() == 1
                ? ""
                : "; of %d configurations this one stands out least".formatted(models.size()));
    return new Claims.Evidence(
        new Interval(
            least.overOrdinary(), least.overLargest(), least.upper(), level, models.size()),
        verdict(models),
        text);
  }
}
