package org.shaketable.analytics.stats.metastate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.spectrum.Fourier;

/**
 * Null model of one feature's series in one run; drawn for each feature on its own, it keeps
 * something of the series in time and nothing of how features move together.
 *
 * <p>Empty series and series of one value come back as they are (a random walk of one value is 0).
 */
public enum Surrogate {
  /** Sum of independent standard normal increments: what drifting alone explains (1806.08805). */
  RANDOM_WALK {
    @Override
    Sampler of(double[] series) {
      return random -> {
        double[] walk = new double[series.length];
        for (int i = 1; i < walk.length; i++) {
          walk[i] = walk[i - 1] + random.nextGaussian();
        }
        return walk;
      };
    }
  },
  /** First-order autoregression with the series' mean, variance and lag-1 autocorrelation. */
  AR1 {
    @Override
    Sampler of(double[] series) {
      Moments moments = Moments.of(series);
      double mean = moments.mean();
      double phi = lagOne(series, moments);
      double deviation = Math.sqrt(moments.populationVariance());
      double innovation = deviation * Math.sqrt(1 - phi * phi);
      return random -> {
        double[] drawn = new double[series.length];
        double state = deviation * random.nextGaussian();
        for (int i = 0; i < drawn.length; i++) {
          drawn[i] = mean + state;
          state = phi * state + innovation * random.nextGaussian();
        }
        return drawn;
      };
    }
  },
  /** The series with random Fourier phases: the same power spectrum and mean. */
  PHASE_SHUFFLED {
    @Override
    Sampler of(double[] series) {
      Fourier spectrum = Fourier.of(series);
      return random -> spectrum.turned(angles(series.length, random)).inverse();
    }

    /** By the spectra alone, since order in time has no part in moments (Parseval). */
    @Override
    public MomentSampler moments(double[][] series) {
      Fourier[] spectra = Arrays.stream(series).map(Fourier::of).toArray(Fourier[]::new);
      return random -> {
        Fourier[] turned = new Fourier[spectra.length];
        Arrays.setAll(turned, i -> spectra[i].turned(angles(series[i].length, random)));
        return Comoments.of(turned);
      };
    }

    private static double[] angles(int length, SplittableRandom random) {
      double[] angles = new double[length / 2 + 1];
      for (int k = 1; 2 * k < length; k++) {
        angles[k] = 2 * Math.PI * random.nextDouble();
      }
      return angles;
    }
  },
  /** The same values in random order: the same distribution, no memory. */
  TIME_SHUFFLED {
    @Override
    Sampler of(double[] series) {
      return random -> {
        double[] shuffled = series.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          double swapped = shuffled[i];
          shuffled[i] = shuffled[j];
          shuffled[j] = swapped;
        }
        return shuffled;
      };
    }
  };

  /** Draws surrogates of one series. */
  @FunctionalInterface
  public interface Sampler {
    /** One surrogate, as long as the series. */
    double[] draw(SplittableRandom random);
  }

  /** Draws the moments of surrogates of several series side by side, each drawn on its own. */
  @FunctionalInterface
  public interface MomentSampler {
    /** The moments of one surrogate of each series. */
    Comoments draw(SplittableRandom random);
  }

  abstract Sampler of(double[] series);

  /**
   * What the samplers of several series draw in turn, as moments.
   *
   * @param series finite, series x values
   */
  public MomentSampler moments(double[][] series) {
    List<Sampler> samplers = Arrays.stream(series).map(this::sampler).toList();
    return random ->
        Comoments.of(
            samplers.stream().map(sampler -> sampler.draw(random)).toArray(double[][]::new));
  }

  /** Surrogates of a finite series, of which what they have in common is computed once. */
  public Sampler sampler(double[] series) {
    return series.length == 0 ? random -> new double[0] : of(series);
  }

  private static double lagOne(double[] series, Moments moments) {
    double mean = moments.mean();
    double product = 0;
    for (int i = 1; i < series.length; i++) {
      product += (series[i] - mean) * (series[i - 1] - mean);
    }
    double square = moments.m2();
    return square > 0 ? Math.max(-0.999, Math.min(0.999, product / square)) : 0;
  }
}
