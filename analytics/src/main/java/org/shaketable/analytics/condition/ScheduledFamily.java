package org.shaketable.analytics.condition;

import java.util.Comparator;
import org.shaketable.analytics.table.DoseCurveKey;

/** A family on a schedule, in whatever workload. */
record ScheduledFamily(String family, String schedule) implements Comparable<ScheduledFamily> {
  private static final Comparator<ScheduledFamily> ORDER =
      Comparator.comparing(ScheduledFamily::family).thenComparing(ScheduledFamily::schedule);

  static ScheduledFamily of(DoseCurveKey curve) {
    return new ScheduledFamily(curve.family(), curve.schedule());
  }

  @Override
  public int compareTo(ScheduledFamily other) {
    return ORDER.compare(this, other);
  }
}
