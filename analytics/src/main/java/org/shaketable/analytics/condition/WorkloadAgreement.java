package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.correlation.SharedOrder;
import org.shaketable.analytics.stats.dose.DoseSurvival;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.table.AgreementRow;
import org.shaketable.analytics.table.Exposures;

/**
 * The table {@code agreement}: whether what breaks one workload breaks another. Families on a
 * schedule are ranked by dose survival, each workload over the magnitudes that it tried, and by
 * excess loss over the magnitudes that both tried; a ranking of single doses would agree by itself,
 * since the larger dose of a family breaks more of any training.
 *
 * <p>Runs at a level of stochasticity and compositions are left out; of a workload with several
 * configurations a seed's value is the mean over them.
 */
public final class WorkloadAgreement {
  private static final int FEWEST = 5;
  private static final int DRAWS = 1_000;

  private final String sweep;
  private final Placebos placebos;
  private final AnalyticsSettings settings;

  private WorkloadAgreement(String sweep, Placebos placebos, AnalyticsSettings settings) {
    this.sweep = sweep;
    this.placebos = placebos;
    this.settings = settings;
  }

  /** Two rows per pair of workloads. */
  public static List<AgreementRow> of(
      String sweep, List<JudgedRun> perturbed, Placebos placebos, AnalyticsSettings settings) {
    Map<String, Map<ScheduledFamily, List<JudgedRun>>> byWorkload =
        perturbed.stream()
            .filter(WorkloadAgreement::ranked)
            .collect(
                Collectors.groupingBy(
                    run -> run.key().workload(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        run -> ScheduledFamily.of(run.condition().curve()),
                        TreeMap::new,
                        Collectors.toList())));
    WorkloadAgreement agreement = new WorkloadAgreement(sweep, placebos, settings);
    List<String> workloads = List.copyOf(byWorkload.keySet());
    List<AgreementRow> rows = new ArrayList<>();
    for (int i = 0; i < workloads.size(); i++) {
      for (int j = i + 1; j < workloads.size(); j++) {
        Pair pair =
            new Pair(
                workloads.get(i),
                byWorkload.get(workloads.get(i)),
                workloads.get(j),
                byWorkload.get(workloads.get(j)));
        rows.add(agreement.bySurvival(pair));
        rows.add(agreement.byExcess(pair));
      }
    }
    return rows;
  }

  private static boolean ranked(JudgedRun run) {
    return !Double.isNaN(run.lost())
        && run.condition().magnitude() > 0
        && run.facts().stochasticityLevels().isEmpty()
        && !Exposures.SEVERAL.equals(run.condition().dimension());
  }

  /** Two workloads with the runs of each family. */
  private record Pair(
      String first,
      Map<ScheduledFamily, List<JudgedRun>> own,
      String second,
      Map<ScheduledFamily, List<JudgedRun>> others) {
    List<ScheduledFamily> shared() {
      return own.keySet().stream().filter(others::containsKey).toList();
    }
  }

  /** Values of one side: seed to value, of each item. */
  private interface Side {
    Map<Integer, Double> of(ScheduledFamily item);
  }

  private AgreementRow bySurvival(Pair pair) {
    return row(
        pair,
        "dose_survival",
        pair.shared(),
        item -> survivals(pair.own().get(item)),
        item -> survivals(pair.others().get(item)));
  }

  private static Map<Integer, Double> survivals(List<JudgedRun> runs) {
    double low = runs.stream().mapToDouble(WorkloadAgreement::dose).min().orElseThrow();
    double high = runs.stream().mapToDouble(WorkloadAgreement::dose).max().orElseThrow();
    Map<Integer, Double> survivals = new TreeMap<>();
    JudgedRun.bySeed(runs)
        .forEach(
            (seed, own) ->
                survivals.put(
                    seed,
                    DoseSurvival.ofTried(own.stream().map(JudgedRun::dose).toList(), low, high)));
    return survivals;
  }

  private static double dose(JudgedRun run) {
    return run.condition().magnitude();
  }

  private AgreementRow byExcess(Pair pair) {
    List<ScheduledFamily> met =
        pair.shared().stream().filter(item -> !common(pair, item).isEmpty()).toList();
    return row(
        pair,
        "excess_loss",
        met,
        item -> excesses(pair.own().get(item), common(pair, item)),
        item -> excesses(pair.others().get(item), common(pair, item)));
  }

  private static TreeSet<Double> common(Pair pair, ScheduledFamily item) {
    TreeSet<Double> doses = doses(pair.own().get(item));
    doses.retainAll(doses(pair.others().get(item)));
    return doses;
  }

  private static TreeSet<Double> doses(List<JudgedRun> runs) {
    return runs.stream()
        .map(WorkloadAgreement::dose)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<Integer, Double> excesses(List<JudgedRun> runs, TreeSet<Double> doses) {
    Map<Integer, Double> excesses = new TreeMap<>();
    JudgedRun.bySeed(runs.stream().filter(run -> doses.contains(dose(run))).toList())
        .forEach((seed, own) -> excesses.put(seed, excess(own)));
    return excesses;
  }

  private double excess(List<JudgedRun> runs) {
    return runs.stream()
        .map(run -> placebos.pair(Outcome.LOST, run))
        .filter(pair -> !Double.isNaN(pair.other()))
        .mapToDouble(WorkloadAgreement::difference)
        .average()
        .orElse(Double.NaN);
  }

  private static double difference(PairedOutcome pair) {
    return pair.own() - pair.other();
  }

  private AgreementRow row(
      Pair pair, String measure, List<ScheduledFamily> items, Side own, Side others) {
    if (items.size() < FEWEST) {
      return unknown(
          pair,
          measure,
          items.size(),
          "%d of %d families were met by both".formatted(items.size(), FEWEST));
    }
    List<Map<Integer, Double>> first = items.stream().map(own::of).toList();
    List<Map<Integer, Double>> second = items.stream().map(others::of).toList();
    TreeSet<Integer> seeds = known(first);
    seeds.retainAll(known(second));
    if (!complete(first, seeds) || !complete(second, seeds)) {
      return unknown(
          pair, measure, items.size(), "some family has no value at the seeds that both share");
    }
    SharedOrder found =
        SharedOrder.of(
            matrix(first, seeds),
            matrix(second, seeds),
            new BootstrapSettings(
                settings.seed(), Math.min(DRAWS, settings.replicates()), settings.level()));
    return row(pair, measure, items.size(), found, why(found));
  }

  private static String why(SharedOrder found) {
    return Double.isNaN(found.tau().estimate())
        ? "one of the two fares alike under all families"
        : Double.isNaN(found.tau().lower())
            ? "%d seeds tell no two families apart in both workloads; that takes seven at least, and 24 to 40 to find the same ranking"
                .formatted(found.tau().n())
            : null;
  }

  /** Seeds of which some item has a value. */
  private static TreeSet<Integer> known(List<Map<Integer, Double>> items) {
    return items.stream()
        .flatMap(item -> item.entrySet().stream())
        .filter(value -> !value.getValue().isNaN())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether each item has a value at some of the seeds. */
  private static boolean complete(List<Map<Integer, Double>> items, TreeSet<Integer> seeds) {
    return items.stream()
        .allMatch(
            item -> seeds.stream().anyMatch(seed -> !item.getOrDefault(seed, Double.NaN).isNaN()));
  }

  private static double[][] matrix(List<Map<Integer, Double>> items, TreeSet<Integer> seeds) {
    return seeds.stream()
        .map(
            seed ->
                items.stream().mapToDouble(item -> item.getOrDefault(seed, Double.NaN)).toArray())
        .toArray(double[][]::new);
  }

  private AgreementRow unknown(Pair pair, String measure, int families, String reason) {
    Interval nothing = Interval.unbounded(Double.NaN, settings.level(), 0);
    return row(pair, measure, families, new SharedOrder(nothing, Double.NaN), reason);
  }

  private AgreementRow row(
      Pair pair, String measure, int families, SharedOrder found, String reason) {
    Interval tau = found.tau();
    return new AgreementRow(
        sweep,
        pair.first(),
        pair.second(),
        measure,
        families,
        tau.estimate(),
        tau.lower(),
        tau.upper(),
        tau.level(),
        (int) tau.n(),
        found.p(),
        Double.isNaN(tau.estimate()) ? "cannot be said" : verdict(found),
        reason);
  }

  private static String verdict(SharedOrder found) {
    Interval tau = found.tau();
    boolean beyondChance = found.p() < 1 - tau.level();
    return beyondChance && tau.lower() > 0
        ? "alike"
        : beyondChance && tau.upper() < 0 ? "contrary" : "undecided";
  }
}
