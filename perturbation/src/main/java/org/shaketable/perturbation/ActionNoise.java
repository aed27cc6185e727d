package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;

/**
 * Actions that the environment takes at random, uniformly from all, instead of those that the
 * learner chose and remembers.
 */
public record ActionNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "action-noise",
          Dimension.DATA,
          "probability",
          1,
          Set.of(Surface.ACTIONS),
          "action = uniform with probability magnitude",
          "Tessler et al., arXiv 1901.09184");

  public ActionNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(dose -> new PlayAct.Uniform(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void actions(int[] actions, int count, int choices, Dose dose) {
        int replaced = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            actions[i] = dose.random().nextInt(choices);
            replaced++;
          }
        }
        record(replaced, count);
      }

      @Override
      public void actions(Inputs actions, Dose dose) {
        int replaced = 0;
        for (int i = 0; i < actions.rows(); i++) {
          if (dose.strikes()) {
            int row = actions.offset() + i * actions.stride();
            for (int j = 0; j < actions.columns(); j++) {
              double range = actions.scale()[j];
              actions.values()[row + j] = (float) dose.random().nextDouble(-range, range);
            }
            replaced++;
          }
        }
        record(replaced, actions.rows());
      }
    };
  }
}
