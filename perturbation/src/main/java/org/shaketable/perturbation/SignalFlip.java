package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;

/**
 * Wrong learning signal: with the given probability a reward changes its sign, or a label becomes
 * one of the other classes, each equally likely.
 */
public record SignalFlip(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "signal-flip",
          Dimension.SIGNAL,
          "flip probability",
          1,
          Set.of(Surface.REWARDS, Surface.LABELS),
          "r = -r, or y = another class, with probability magnitude",
          "rewards: Wang et al., arXiv 1810.01032; labels: Patrini et al., arXiv 1609.03683");

  public SignalFlip {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(dose -> new PlayAct.Negate(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void rewards(float[] rewards, int count, Dose dose) {
        int flipped = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            rewards[i] = -rewards[i];
            flipped++;
          }
        }
        record(flipped, count);
      }

      @Override
      public void labels(int[] labels, int count, int classes, Dose dose) {
        int flipped = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            labels[i] = (labels[i] + 1 + dose.random().nextInt(classes - 1)) % classes;
            flipped++;
          }
        }
        record(flipped, count);
      }
    };
  }
}
