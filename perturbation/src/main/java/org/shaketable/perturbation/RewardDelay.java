package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Rewards that arrive late: each is paid a number of steps after it was earned, to whoever then
 * acts; until the first arrives there is none, and what is on its way at the end is lost.
 */
public record RewardDelay(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "reward-delay",
          Dimension.SIGNAL,
          "steps",
          1000,
          Set.of(Surface.REWARDS),
          "r(t) = r(t - magnitude), 0 before",
          "Arjona-Medina et al., arXiv 1806.07857");

  public RewardDelay {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(new DelayPlaces(magnitude).inPlay((rows, columns) -> rows));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private final DelayLine delay = new DelayLine();

      @Override
      public void rewards(float[] rewards, int count, Dose dose) {
        int lag = dose.whole();
        boolean none = delay.held() < lag;
        delay.exchange(rewards, 0, count, lag);
        if (none) {
          Arrays.fill(rewards, 0, count, 0f);
        }
        record(lag);
      }
    };
  }
}
