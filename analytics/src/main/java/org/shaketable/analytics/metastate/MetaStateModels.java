package org.shaketable.analytics.metastate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.metastate.ParticipationRatio;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.MetaStateModelRow;

/** The table {@code meta_state_models}: what was fitted for each configuration. */
public final class MetaStateModels {
  private static final String NONE =
      "too few clean calibration runs, or fewer than two features that move";

  private MetaStateModels() {}

  /** One row per configuration; where no model could be fitted, the reason. */
  public static List<MetaStateModelRow> of(Map<ControlKey, ControlGroup> groups) {
    return new TreeMap<>(groups)
        .entrySet().stream()
            .map(
                group ->
                    group.getValue().model() == null
                        ? none(group.getKey())
                        : row(group.getKey(), group.getValue().model()))
            .toList();
  }

  private static MetaStateModelRow none(ControlKey key) {
    return new MetaStateModelRow(
        key,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        null,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Verdict.UNDECIDED.words(),
        null,
        null,
        NONE);
  }

  private static MetaStateModelRow row(ControlKey key, MetaStateModel model) {
    Standardisation standardisation = model.standardisation();
    return new MetaStateModelRow(
        key,
        standardisation.features(),
        standardisation.missing(),
        standardisation.constant(),
        scaling(standardisation),
        list(model.monitor().mean()),
        list(model.monitor().deviations()),
        Arrays.stream(model.loadings()).map(MetaStateModels::list).toList(),
        list(model.eigenvalues()),
        list(model.explained()),
        model.kept(),
        list(model.thresholds()),
        list(model.nulls().get(Surrogate.RANDOM_WALK)),
        list(model.nulls().get(Surrogate.AR1)),
        list(model.nulls().get(Surrogate.PHASE_SHUFFLED)),
        list(model.nulls().get(Surrogate.TIME_SHUFFLED)),
        model.lowDimension().agreement(),
        model.lowDimension().share(),
        model.participation().pooled().interval().estimate(),
        model.participation().pooled().interval().lower(),
        model.participation().pooled().interval().upper(),
        nulls(model.participation()),
        p(model, Surrogate.RANDOM_WALK),
        p(model, Surrogate.AR1),
        p(model, Surrogate.PHASE_SHUFFLED),
        p(model, Surrogate.TIME_SHUFFLED),
        model.lowDimension().agreementP(),
        model.lowDimension().verdict().words(),
        model.rows(),
        model.runs(),
        null);
  }

  private static List<MetaStateModelRow.ParticipationNull> nulls(
      MetaStateModel.Participation found) {
    return Arrays.stream(Surrogate.values())
        .map(
            surrogate -> {
              ParticipationRatio.Null pooled = found.pooled().nulls().get(surrogate);
              return new MetaStateModelRow.ParticipationNull(
                  surrogate.name().toLowerCase(Locale.ROOT),
                  pooled.median(),
                  pooled.p(),
                  found.byRun().share(surrogate),
                  found.byRun().runs());
            })
        .toList();
  }

  private static double p(MetaStateModel model, Surrogate surrogate) {
    return model.lowDimension().p().get(surrogate);
  }

  private static List<MetaStateModelRow.Scaling> scaling(Standardisation standardisation) {
    return IntStream.range(0, standardisation.evaluations())
        .mapToObj(
            evaluation ->
                new MetaStateModelRow.Scaling(
                    evaluation,
                    at(evaluation, standardisation.centre()),
                    at(evaluation, standardisation.scale())))
        .toList();
  }

  private static List<Double> at(int evaluation, double[][] features) {
    return Arrays.stream(features).map(feature -> feature[evaluation]).toList();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
