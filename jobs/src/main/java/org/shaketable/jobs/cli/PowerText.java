package org.shaketable.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.evidence.ClaimDefinition.Needs;
import org.shaketable.analytics.evidence.ClaimDefinition.Quantity;
import org.shaketable.analytics.stats.power.Detectable;
import org.shaketable.jobs.analyze.ClaimsFile;
import org.shaketable.jobs.config.DoseSeries;
import org.shaketable.jobs.config.Level;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * What a sweep could decide of each claim of {@code conf/claims.yaml}: the effect that it detects
 * with 80 % power, or what it lacks. See {@link Detectable} for what is assumed.
 */
final class PowerText {
  /**
   * The reliability of performance and of survival: what two halves of twenty seeds usually agree
   * on.
   */
  private static final double RELIABILITY = 0.85;

  private final SweepConfig config;
  private final Map<Quantity, ClaimDefinition> claims;

  PowerText(SweepConfig config) {
    this.config = config;
    this.claims =
        ClaimsFile.read().stream()
            .collect(Collectors.toMap(ClaimDefinition::quantity, claim -> claim));
  }

  private Needs needs(Quantity quantity) {
    return claims.get(quantity).needs();
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
    int fewest = needs(Quantity.DECOUPLING).configurations();
    double negligible = claims.get(Quantity.DECOUPLING).threshold();
    int powerful = Detectable.USUAL.configurations(RELIABILITY, negligible);
    if (number < fewest) {
      return "undecidable: needs %d configurations (variants) or more, and %d for 80 %% power at a rank correlation of 0, has %d"
          .formatted(fewest, powerful, number);
    }
    int conditions = conditions(configurations.get(0).name());
    int own = config.cleanReplicates() - config.replicates();
    if (conditions < 2 || own < 2 && config.replicates() < 8) {
      return "undecidable: needs a battery of 2 conditions or more and 2 clean seeds of its own (clean-replicates above replicates), has %d and %d"
          .formatted(conditions, own);
    }
    double largest = Detectable.USUAL.correlation(number, RELIABILITY, negligible);
    return Double.isNaN(largest)
        ? "not with that power: %d configurations confirm a rank correlation of 0 in %.0f %%, and %d would in 80 %%, if halves of the seeds agree to %s"
            .formatted(
                number,
                100 * Detectable.USUAL.confirmed(0, number, RELIABILITY, negligible),
                powerful,
                RELIABILITY)
        : "confirmed at a rank correlation of up to %s, refuted from %s on, if halves of the seeds agree to %s"
            .formatted(
                number(largest),
                number(Detectable.USUAL.coupling(number, RELIABILITY, negligible)),
                RELIABILITY);
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
              .formatted(needs(Quantity.BUFFERING).levels()));
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
    int fewest = needs(Quantity.BUFFERING).levels();
    if (!none || with < fewest) {
      return "undecidable: needs %d levels with none, has %d%s"
          .formatted(fewest, with, none ? "" : " and not none");
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
    Needs needs = needs(Quantity.PRECEDENCE);
    boolean enough =
        strata >= needs.conditions()
            && config.replicates() >= needs.replicates()
            && config.cleanReplicates() >= needs.cleanReplicates();
    if (!enough) {
      return "undecidable: needs %d conditions near half lost, %d replicates and %d clean ones or more, has %d, %d and %d"
          .formatted(
              needs.conditions(),
              needs.replicates(),
              needs.cleanReplicates(),
              strata,
              config.replicates(),
              config.cleanReplicates());
    }
    return "a concordance of %s within conditions, if %d lose half of their %d seeds"
        .formatted(
            String.format(
                Locale.ROOT,
                "%.3f",
                Detectable.USUAL.concordance(needs.conditions(), config.replicates())),
            needs.conditions(),
            config.replicates());
  }

  private int conditions(String workload) {
    return config.series().stream()
        .filter(arm -> arm.workloads().contains(workload))
        .map(DoseSeries::perturbations)
        .mapToInt(List::size)
        .sum();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
