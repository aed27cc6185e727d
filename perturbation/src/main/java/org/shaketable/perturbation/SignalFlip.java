package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.random.RandomStream;

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
          "rewards: Wang et al., arXiv 1810.01032; labels: Angluin and Laird, doi:10.1023/A:1022873112823");

  public SignalFlip {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Disturbance() {
      private final Realised realised = new Realised();

      @Override
      public void rewards(float[] rewards, int count, double magnitude, RandomStream random) {
        int flipped = 0;
        for (int i = 0; i < count; i++) {
          if (random.nextDouble() < magnitude) {
            rewards[i] = -rewards[i];
            flipped++;
          }
        }
        realised.add(flipped, count);
      }

      @Override
      public void labels(
          int[] labels, int count, int classes, double magnitude, RandomStream random) {
        int flipped = 0;
        for (int i = 0; i < count; i++) {
          if (random.nextDouble() < magnitude) {
            labels[i] = (labels[i] + 1 + random.nextInt(classes - 1)) % classes;
            flipped++;
          }
        }
        realised.add(flipped, count);
      }

      @Override
      public double realisedMagnitude() {
        return realised.mean();
      }
    };
  }
}
