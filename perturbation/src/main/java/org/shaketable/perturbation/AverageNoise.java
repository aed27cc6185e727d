package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every averaged parameter, its standard deviation a multiple of the root mean
 * square of what the round changed.
 */
public record AverageNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "average-noise",
          Dimension.OPTIMIZATION,
          "sigma over RMS of a round's change",
          1000,
          Set.of(Surface.AVERAGE),
          "average += magnitude * rms(average - average before) * N(0, 1)",
          "McMahan et al., arXiv 1710.06963");

  public AverageNoise {
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
      public void average(float[] average, float[] before, ParameterLayout layout, Dose dose) {
        int size = layout.size();
        float[] change = new float[size];
        for (int i = 0; i < size; i++) {
          change[i] = average[i] - before[i];
        }
        double rms = Rms.of(change, 0, size);
        double added =
            Gaussian.add(average, 0, size, (float) (dose.magnitude() * rms), dose.random());
        if (rms > 0) {
          record(Math.sqrt(added / size) / rms);
        }
      }
    };
  }
}
