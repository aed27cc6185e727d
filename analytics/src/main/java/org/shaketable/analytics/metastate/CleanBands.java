package org.shaketable.analytics.metastate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.table.CleanBandRow;
import org.shaketable.analytics.table.ControlKey;

/** The table {@code clean_bands}: the band of each configuration's clean runs. */
public final class CleanBands {
  private CleanBands() {}

  /** One row per configuration and evaluation. */
  public static List<CleanBandRow> of(Map<ControlKey, ControlGroup> groups) {
    return new TreeMap<>(groups)
        .entrySet().stream()
            .flatMap(
                group -> {
                  CleanBand band = group.getValue().baseline().band();
                  return IntStream.range(0, band.length())
                      .mapToObj(evaluation -> row(group.getKey(), band, evaluation));
                })
            .toList();
  }

  private static CleanBandRow row(ControlKey key, CleanBand band, int evaluation) {
    return new CleanBandRow(
        key,
        evaluation,
        band.lower(evaluation),
        band.median(evaluation),
        band.upper(evaluation),
        band.outside(),
        band.runs(evaluation));
  }
}
