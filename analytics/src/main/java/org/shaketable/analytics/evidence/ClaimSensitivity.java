package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Configurations;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.condition.LostSensitivity;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.learning.Studies;
import org.shaketable.analytics.learning.Study;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.Question;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.detection.Concordance;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.ClaimSensitivityRow;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The table {@code claim_sensitivity}: the verdict on each claim by other definitions, one changed
 * at a time. Decoupling and buffering count what is lost, so they are judged by other edges below
 * which a run is; precedence counts collapses and the meta-state's distance, so it is judged by the
 * ends of the grid of collapse definitions and without some features. Where nothing can be judged,
 * nothing is said.
 */
public final class ClaimSensitivity {
  private static final ClaimDefinition.Quantity PRECEDENCE = ClaimDefinition.Quantity.PRECEDENCE;

  /** One definition in the place of the one that counts. */
  private record Alternative(String setting, String value) {}

  private record Judged(String claim, String subject) {}

  private final List<ClaimDefinition> definitions;
  private final Claims.Data data;
  private final AnalyticsSettings settings;
  private final Map<Judged, String> verdicts = new HashMap<>();
  private final List<ClaimSensitivityRow> rows = new ArrayList<>();

  /**
   * Claims that are to be judged otherwise.
   *
   * @param data what they are judged by
   * @param claims what was said of them
   */
  public ClaimSensitivity(
      List<ClaimDefinition> definitions,
      Claims.Data data,
      AnalyticsSettings settings,
      List<ClaimRow> claims) {
    this.definitions = definitions;
    this.data = data;
    this.settings = settings;
    claims.forEach(row -> verdicts.put(new Judged(row.claim(), row.subject()), row.verdict()));
  }

  /** All rows so far, by claim and subject. */
  public List<ClaimSensitivityRow> rows() {
    return rows.stream()
        .sorted(
            Comparator.comparing(ClaimSensitivityRow::claim)
                .thenComparing(ClaimSensitivityRow::subject))
        .toList();
  }

  /** Judges what rests on lost runs by other edges below which a run is lost. */
  public ClaimSensitivity byEdges(
      List<JudgedRun> judged, Map<ConfigurationKey, WorkloadRow> workloads) {
    for (double edge : LostSensitivity.others()) {
      List<JudgedRun> otherwise = judged.stream().map(run -> run.judgedBelow(edge)).toList();
      add(
          new Alternative("lost_below", String.valueOf(edge)),
          new Claims.Data(
              data.sweep(),
              Decoupling.of(data.sweep(), Configurations.of(otherwise, workloads), settings),
              JudgedRun.perturbed(otherwise),
              Map.of(),
              Map.of()),
          ClaimDefinition.Quantity.DECOUPLING,
          ClaimDefinition.Quantity.BUFFERING);
    }
    return this;
  }

  /**
   * Judges what rests on collapses by other definitions of them.
   *
   * @param found the pairs by each of {@link CollapseGrid#ALONE}, in that order
   */
  public ClaimSensitivity byCollapses(List<Map<WorkloadKey, Precedence.Found>> found) {
    for (int i = 0; i < found.size(); i++) {
      add(alternative(CollapseGrid.ALONE.get(i)), precedence(found.get(i)), PRECEDENCE);
    }
    return this;
  }

  private static Alternative alternative(CollapseGrid.Definition other) {
    CollapseGrid.Definition standard = CollapseGrid.Definition.STANDARD;
    if (other.share() != standard.share()) {
      return new Alternative("collapse_share", String.valueOf(other.share()));
    }
    if (other.consecutive() != standard.consecutive()) {
      return new Alternative("collapse_consecutive", String.valueOf(other.consecutive()));
    }
    if (other.smoothing() != standard.smoothing()) {
      return new Alternative("collapse_smoothing", String.valueOf(other.smoothing()));
    }
    return other.cadence() == standard.cadence()
        ? new Alternative("collapse_band", String.valueOf(other.outside()))
        : new Alternative("collapse_cadence", String.valueOf(other.cadence()));
  }

  /** Judges what rests on the meta-state without some of its features. */
  public ClaimSensitivity byFeatures(Map<WorkloadKey, Studies.Found> studied) {
    studied.forEach(
        (workload, found) -> {
          for (int place = 0; place < found.studies().size(); place++) {
            if (found.studies().get(place).about() instanceof Study.Ablated ablated
                && ablated.detector().equals(Catalogue.META_STATE)) {
              add(
                  new Alternative("features", features(ablated)),
                  precedence(Map.of(workload, only(found, place))),
                  PRECEDENCE);
            }
          }
        });
    return this;
  }

  private static String features(Study.Ablated ablated) {
    return ablated.removed() == null
        ? "all"
        : "without " + (ablated.several() ? "group " : "") + ablated.removed();
  }

  /** One study as if it were the meta-state's distance. */
  private static Precedence.Found only(Studies.Found found, int place) {
    PairSums all = found.all();
    return new Precedence.Found(
        new Question(List.of(Catalogue.META_STATE), found.horizon()),
        new PairSums(
            new Concordance[] {all.alone()[place]},
            all.visible(),
            new Concordance[] {all.with()[place]},
            all.cases(),
            all.controls()),
        Map.of());
  }

  private Claims.Data precedence(Map<WorkloadKey, Precedence.Found> found) {
    return new Claims.Data(data.sweep(), List.of(), List.of(), found, data.lowDimension());
  }

  private void add(
      Alternative alternative, Claims.Data otherwise, ClaimDefinition.Quantity... quantities) {
    List<ClaimDefinition> concerned =
        definitions.stream()
            .filter(definition -> Stream.of(quantities).anyMatch(definition.quantity()::equals))
            .toList();
    for (ClaimRow row : Claims.of(concerned, otherwise, settings)) {
      String standard = verdicts.get(new Judged(row.claim(), row.subject()));
      if (standard != null && !Double.isNaN(row.estimate())) {
        rows.add(
            new ClaimSensitivityRow(
                row.sweep(),
                row.claim(),
                row.subject(),
                alternative.setting(),
                alternative.value(),
                row.estimate(),
                row.lower(),
                row.upper(),
                row.level(),
                row.n(),
                row.verdict(),
                !row.verdict().equals(standard)));
      }
    }
  }
}
