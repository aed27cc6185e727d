package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Set;

/**
 * Batches with copies: each sample gives way, with the same probability, to another one of the
 * batch. Batches of one sample stay as they are.
 */
public record SampleDuplication(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "sample-duplication",
          Dimension.DATA,
          "share of samples",
          1,
          Set.of(Surface.SAMPLES),
          "index[i] = index[another] with probability magnitude",
          "Lee et al., arXiv 2107.06499; Hernandez et al., arXiv 2205.10487");

  public SampleDuplication {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void samples(Selection selection, Dose dose) {
        int count = selection.count();
        int[] drawn = Arrays.copyOf(selection.indices(), count);
        int duplicates = 0;
        for (int i = 0; i < count && count > 1; i++) {
          if (dose.strikes()) {
            selection.indices()[i] = drawn[(i + 1 + dose.random().nextInt(count - 1)) % count];
            duplicates++;
          }
        }
        record(duplicates, count);
      }
    };
  }
}
