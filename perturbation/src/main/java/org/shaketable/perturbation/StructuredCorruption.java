package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Labels of one class mistaken for another: each label of the one class becomes the other, with the
 * same probability.
 *
 * @param from the class that is mistaken; 0 if not given
 * @param to the class that it is mistaken for; 1 if not given
 */
public record StructuredCorruption(double magnitude, Integer from, Integer to)
    implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "structured-corruption",
          Dimension.SIGNAL,
          "share of the class",
          1,
          Set.of(Surface.LABELS),
          "y = to with probability magnitude where y = from",
          "Patrini et al., arXiv 1609.03683");

  public StructuredCorruption {
    FAMILY.check(magnitude);
    from = from == null ? 0 : from;
    to = to == null ? 1 : to;
    if (from < 0 || to < 0 || from.equals(to)) {
      throw new Refusal(
          "from and to", "expected two classes from 0, found %d and %d".formatted(from, to));
    }
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    if (subject.classes() > 0) {
      checkClasses(subject.classes());
    }
  }

  private void checkClasses(int classes) {
    if (Math.max(from, to) >= classes) {
      throw new Refusal(
          "from and to",
          "expected classes in [0, %d), found %d and %d".formatted(classes, from, to));
    }
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void labels(int[] labels, int count, int classes, Dose dose) {
        checkClasses(classes);
        for (int i = 0; i < count; i++) {
          if (labels[i] == from) {
            boolean corrupted = dose.strikes();
            labels[i] = corrupted ? to : from;
            record(corrupted ? 1 : 0);
          }
        }
      }
    };
  }
}
