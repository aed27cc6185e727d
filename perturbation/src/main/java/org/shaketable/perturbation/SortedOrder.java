package org.shaketable.perturbation;

import java.util.Set;

/**
 * Samples in the order of their classes instead of a random one: each sample gives way, with the
 * same probability, to the next of the data set sorted by class.
 */
public record SortedOrder(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "sorted-order",
          Dimension.DATA,
          "share of samples",
          1,
          Set.of(Surface.SAMPLES),
          "index[i] = next of the data set sorted by class, with probability magnitude",
          "Bottou, doi:10.1007/978-3-642-35289-8_25; McCloskey and Cohen, doi:10.1016/S0079-7421(08)60536-8");

  public SortedOrder {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private int[] sorted = new int[0];
      private int next;

      @Override
      public void samples(Selection selection, Dose dose) {
        if (sorted.length == 0) {
          sorted = ByClass.of(selection.labels(), selection.classes()).sorted();
        }
        int replaced = 0;
        for (int i = 0; i < selection.count(); i++) {
          if (dose.strikes()) {
            selection.indices()[i] = sorted[next];
            next = (next + 1) % sorted.length;
            replaced++;
          }
        }
        record(replaced, selection.count());
      }
    };
  }
}
