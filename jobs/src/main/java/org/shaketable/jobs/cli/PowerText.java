package org.shaketable.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.analytics.stats.power.Detectable;
import org.shaketable.jobs.config.Arm;
import org.shaketable.jobs.config.Level;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * What a sweep could decide of each claim of {@code conf/claims.yaml}: the effect that it detects
 * with 80 % power, or what it lacks. See {@link Detectable} for what is assumed.
 */
final class PowerText {
  private static final int FEWEST_CONFIGURATIONS = 40;
  private static final int FEWEST_LEVELS = 4;
  private static final int FEWEST_STRATA = 20;
  private static final int FEWEST_SEEDS = 40;
  private static final int FEWEST_CLEAN = 100;

  /** Of performance and of survival: what two halves of twenty seeds usually agree on. */
  private static final double RELIABILITY = 0.85;

  /** The rule of the claim. */
  private static final double NEGLIGIBLE = 0.5;

  private final SweepConfig config;

  PowerText(SweepConfig config) {
    this.config = config;
  }

  /** A line for each claim, and one above. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("What it could decide, with 80 % power:");
    config
        .configurations()
        .forEach((name, all) -> lines.add("  decoupling on " + name + ": " + decoupling(all)));
    lines.addAll(buffering());
    config
        .configurations()
        .forEach(
            (name, all) -> lines.add("  precedence on " + name + ": " + precedence(name, all)));
    return lines;
  }

  private String decoupling(List<Workload> configurations) {
    int number = configurations.size();
    if (number < FEWEST_CONFIGURATIONS) {
      return "undecidable: needs %d configurations (variants) or more, has %d"
          .formatted(FEWEST_CONFIGURATIONS, number);
    }
    int conditions = conditions(configurations.get(0).name());
    int own = config.cleanReplicates() - config.replicates();
    if (conditions < 2 || own < 2 && config.replicates() < 8) {
      return "undecidable: needs a battery of 2 conditions or more and 2 clean seeds of its own (clean-replicates above replicates), has %d and %d"
          .formatted(conditions, own);
    }
    double largest = Detectable.USUAL.correlation(number, RELIABILITY, NEGLIGIBLE);
    return Double.isNaN(largest)
        ? "undecidable: needs more than %d configurations to tell a rank correlation of 0 from %s"
            .formatted(number, NEGLIGIBLE)
        : "confirmed at a rank correlation of up to %s, if halves of the seeds agree to %s"
            .formatted(number(largest), RELIABILITY);
  }

  private List<String> buffering() {
    Map<Stochasticity.Kind, List<Level>> kinds =
        config.levels().stream()
            .filter(level -> level.stochasticity().kind() != Stochasticity.Kind.NONE)
            .collect(
                Collectors.groupingBy(
                    level -> level.stochasticity().kind(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    if (kinds.isEmpty()) {
      return List.of(
          "  buffering: undecidable: needs %d levels of a stochasticity with none, has none alone"
              .formatted(FEWEST_LEVELS));
    }
    return kinds.entrySet().stream()
        .map(kind -> "  buffering by " + kind.getKey().word() + ": " + buffering(kind.getValue()))
        .toList();
  }

  private String buffering(List<Level> levels) {
    boolean none =
        config.levels().stream()
            .anyMatch(level -> level.stochasticity().equals(Stochasticity.NONE));
    int with = levels.size() + (none ? 1 : 0);
    if (!none || with < FEWEST_LEVELS) {
      return "undecidable: needs %d levels with none, has %d%s"
          .formatted(FEWEST_LEVELS, with, none ? "" : " and not none");
    }
    int conditions =
        levels.get(0).workloads().stream()
            .mapToInt(name -> conditions(name) * config.configurations().get(name).size())
            .sum();
    double gain = Detectable.USUAL.gain(conditions, config.replicates());
    return Double.isNaN(gain)
        ? "undecidable: needs more replicates than %d on %d conditions"
            .formatted(config.replicates(), conditions)
        : "a gain of %s in the share not lost, over %d conditions of %d seeds that lose half"
            .formatted(number(gain), conditions, config.replicates());
  }

  private String precedence(String name, List<Workload> configurations) {
    int strata = conditions(name) * configurations.size();
    boolean enough =
        strata >= FEWEST_STRATA
            && config.replicates() >= FEWEST_SEEDS
            && config.cleanReplicates() >= FEWEST_CLEAN;
    if (!enough) {
      return "undecidable: needs %d conditions near half lost, %d replicates and %d clean ones or more, has %d, %d and %d"
          .formatted(
              FEWEST_STRATA,
              FEWEST_SEEDS,
              FEWEST_CLEAN,
              strata,
              config.replicates(),
              config.cleanReplicates());
    }
    return "a concordance of %s within conditions, if %d lose half of their %d seeds"
        .formatted(
            String.format(
                Locale.ROOT,
                "%.3f",
                Detectable.USUAL.concordance(FEWEST_STRATA, config.replicates())),
            FEWEST_STRATA,
            config.replicates());
  }

  private int conditions(String workload) {
    return config.arms().stream()
        .filter(arm -> arm.workloads().contains(workload))
        .map(Arm::perturbations)
        .mapToInt(List::size)
        .sum();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
