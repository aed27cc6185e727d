package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every input or observation, its standard deviation a multiple of that of the
 * column.
 */
public record InputNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "input-noise",
          Dimension.DATA,
          "sigma over input SD",
          1000,
          Set.of(Surface.INPUTS),
          "x[j] += magnitude * sd[j] * N(0, 1)",
          "Bishop, doi:10.1162/neco.1995.7.1.108; for observations Zhang et al., arXiv 2003.08938");

  public InputNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        dose -> new PlayAct.ColumnNoise((float) dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private float[] noise = new float[0];

      @Override
      public void inputs(Inputs inputs, Dose dose) {
        int count = inputs.rows() * inputs.columns();
        if (noise.length < count) {
          noise = new float[count];
        }
        Arrays.fill(noise, 0, count, 0f);
        double added = Gaussian.add(noise, 0, count, (float) dose.magnitude(), dose.random());
        for (int i = 0, n = 0; i < inputs.rows(); i++) {
          int row = inputs.offset() + i * inputs.stride();
          for (int j = 0; j < inputs.columns(); j++, n++) {
            inputs.values()[row + j] += noise[n] * inputs.scale()[j];
          }
        }
        record(Math.sqrt(added / count));
      }
    };
  }
}
