package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Actions that the environment repeats from the step before instead of those that the learner chose
 * and remembers. A one shot is refused, for there is no action before its one event.
 */
public record StickyActions(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "sticky-actions",
          Dimension.DATA,
          "probability",
          1,
          Set.of(Surface.ACTIONS),
          "action = action taken before, with probability magnitude",
          "Machado et al., arXiv 1709.06009");

  public StickyActions {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    FAMILY.checkLasting(schedule);
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        new PlayAct.Source() {
          private boolean known;

          @Override
          public PlayAct of(Dose dose) {
            boolean first = !known;
            known = true;
            return new PlayAct.Repeat(dose.magnitude(), first, dose.random().key());
          }

          @Override
          public long kept(int rows, int columns) {
            return rows;
          }
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private int[] before = new int[0];
      private float[] rowsBefore = new float[0];

      @Override
      public void actions(int[] actions, int count, int choices, Dose dose) {
        int repeated = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            actions[i] = before.length == count ? before[i] : actions[i];
            repeated++;
          }
        }
        before = Arrays.copyOf(actions, count);
        record(repeated, count);
      }

      @Override
      public void actions(Inputs actions, Dose dose) {
        float[] values = actions.values();
        int columns = actions.columns();
        boolean known = rowsBefore.length == actions.rows() * columns;
        rowsBefore = known ? rowsBefore : new float[actions.rows() * columns];
        int repeated = 0;
        for (int i = 0; i < actions.rows(); i++) {
          int row = actions.offset() + i * actions.stride();
          if (dose.strikes()) {
            if (known) {
              System.arraycopy(rowsBefore, i * columns, values, row, columns);
            }
            repeated++;
          }
          System.arraycopy(values, row, rowsBefore, i * columns, columns);
        }
        record(repeated, actions.rows());
      }
    };
  }
}
