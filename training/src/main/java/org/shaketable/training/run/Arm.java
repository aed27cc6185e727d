package org.shaketable.training.run;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Workload;

/** An arm of the trial whose runs are disturbed, but are none of a condition under study. */
public enum Arm {
  /**
   * Kicked once before the first update, by noise on the weights that is far too small to matter by
   * itself: how fast such a run parts from its clean twin is a property of the training, as the
   * largest Lyapunov exponent is of a flow (Benettin et al. 1980, doi:10.1007/BF02128236).
   */
  INFINITESIMAL(
      new Exposure(
          new WeightNoise(1e-6), new Schedule.OneShot(new Moment(0, Moment.Unit.PERCENT))));

  private final Exposure exposure;

  Arm(Exposure exposure) {
    this.exposure = exposure;
  }

  /** What its runs are disturbed by. */
  public List<Exposure> exposures() {
    return List.of(exposure);
  }

  /** Whether a workload has what its runs are disturbed at. */
  public boolean appliesTo(Workload workload) {
    return exposure.perturbation().family().appliesTo(workload.learner().surfaces());
  }
}
