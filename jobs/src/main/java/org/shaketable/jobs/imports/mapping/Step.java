package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import org.shaketable.jobs.imports.rows.RowLayout;
import org.shaketable.refusal.Refusal;

/**
 * Where tables say the step.
 *
 * @param column the column of the step; null where the row's number is the step
 * @param sumOf the column of the steps since the row before, instead
 * @param times steps of one unit of the column, e.g. 1000 where it counts thousands
 * @param unit what a step is, for readers
 */
public record Step(String column, String sumOf, Double times, String unit) implements Serializable {
  /** A column {@code step}. */
  static final Step DEFAULT = new Step("step", null, 1.0, "steps");

  public Step {
    times = times == null ? 1 : times;
    unit = unit == null ? "steps" : unit;
    if (column != null && sumOf != null) {
      throw new Refusal("sum-of", "expected either column or sum-of, found both");
    }
  }

  RowLayout.Step layout() {
    return new RowLayout.Step(sumOf == null ? column : sumOf, sumOf != null, times);
  }
}
