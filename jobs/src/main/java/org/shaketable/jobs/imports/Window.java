package org.shaketable.jobs.imports;

import java.io.Serializable;
import org.shaketable.analytics.table.Role;
import org.shaketable.jobs.imports.mapping.MappedCondition;

/**
 * The steps between which a run may be disturbed. A placebo has that of the disturbances that it
 * stands beside, where its random streams alone were drawn anew.
 *
 * @param schedule the same steps as a text
 * @param onset the first step; null for a clean run
 * @param end the first step behind the last; null for a clean run
 */
record Window(String schedule, Long onset, Long end) implements Serializable {
  private static final Window NONE = new Window("none", null, null);

  static Window of(MappedCondition condition, long horizon) {
    if (condition.role() == Role.CLEAN) {
      return NONE;
    }
    long end = condition.end() == null ? horizon : condition.end();
    boolean always = condition.onset() == 0 && condition.end() == null;
    return new Window(
        always ? "always" : "steps %d to %d".formatted(condition.onset(), end),
        condition.onset(),
        end);
  }
}
