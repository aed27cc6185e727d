package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * One class more frequent than in the data set: samples of other classes give way to random ones of
 * the favoured class, so often that its log-odds rise by the magnitude.
 *
 * @param favoured the class that becomes more frequent; 0 if not given
 */
public record ClassImbalance(double magnitude, Integer favoured) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "class-imbalance",
          Dimension.DATA,
          "log-odds",
          20,
          Set.of(Surface.SAMPLES),
          "logit P(class) += magnitude",
          "Buda et al., arXiv 1710.05381");

  public ClassImbalance {
    FAMILY.check(magnitude);
    favoured = favoured == null ? 0 : favoured;
    if (favoured < 0) {
      throw new Refusal("favoured", "expected a class from 0, found " + favoured);
    }
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    if (subject.classes() > 0 && favoured >= subject.classes()) {
      throw new Refusal(
          "favoured",
          "expected a class in [0, %d), found %d".formatted(subject.classes(), favoured));
    }
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private ByClass classes;
      private double expected;
      private double seen;
      private double chosen;

      @Override
      public void samples(Selection selection, Dose dose) {
        if (classes == null) {
          classes = ByClass.of(selection.labels(), selection.classes());
        }
        int size = favoured < selection.classes() ? classes.size(favoured) : 0;
        double share = (double) size / selection.labels().length;
        if (share == 0 || share == 1) {
          return;
        }
        double odds = share / (1 - share) * StrictMath.exp(dose.magnitude());
        double replace = (odds / (1 + odds) - share) / (1 - share);
        expected += selection.count() * share;
        for (int i = 0; i < selection.count(); i++) {
          boolean other = selection.labels()[selection.indices()[i]] != favoured;
          if (other && dose.random().nextDouble() < replace) {
            selection.indices()[i] = classes.member(favoured, dose.random().nextInt(size));
            other = false;
          }
          seen++;
          chosen += other ? 0 : 1;
        }
      }

      @Override
      public double realisedMagnitude() {
        double before = expected / (seen - expected);
        return seen == 0 ? Double.NaN : StrictMath.log(chosen / (seen - chosen) / before);
      }
    };
  }
}
