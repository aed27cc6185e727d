package org.shaketable.analytics.metastate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.mixture.Cloud;
import org.shaketable.analytics.stats.mixture.Regimes;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RegimeRow;

/** The table {@code regimes}: the clouds that clean rows form in the plane of the meta-state. */
public final class RegimeTable {
  private RegimeTable() {}

  /** One row per regime; a single one has a row, too. */
  public static List<RegimeRow> of(Map<ControlKey, ControlGroup> groups) {
    return new TreeMap<>(groups)
        .entrySet().stream()
            .filter(group -> group.getValue().regimes() != null)
            .flatMap(
                group ->
                    IntStream.range(0, group.getValue().regimes().mixture().clouds().size())
                        .mapToObj(i -> row(group.getKey(), group.getValue().regimes(), i)))
            .toList();
  }

  private static RegimeRow row(ControlKey key, Regimes regimes, int which) {
    Cloud cloud = regimes.mixture().clouds().get(which);
    return new RegimeRow(
        key,
        which + 1,
        regimes.mixture().clouds().size(),
        cloud.weight(),
        cloud.x(),
        cloud.y(),
        cloud.xx(),
        cloud.xy(),
        cloud.yy(),
        regimes.bic(),
        regimes.rows(),
        regimes.effectiveRows(),
        regimes.runs());
  }
}
