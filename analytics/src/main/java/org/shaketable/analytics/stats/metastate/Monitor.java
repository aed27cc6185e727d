package org.shaketable.analytics.stats.metastate;

import java.io.Serializable;
import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Distances of a vector from a model of the principal components of correlations: Hotelling's T²
 * inside the first k components, and the squared prediction error outside them.
 *
 * <pre>
 * z = (x - mean) / deviation
 * T² = sum over i &lt; k of score[i]² / eigenvalue[i];  SPE = |z - sum score[i] loading[i]|²
 * </pre>
 *
 * Smaller is closer to the clean runs. A NaN in the vector makes every result NaN; k = 0 leaves T²
 * at 0 and everything to the SPE. Source: Jackson and Mudholkar,
 * doi:10.1080/00401706.1979.10489779.
 */
public final class Monitor implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] mean;
  private final double[] deviations;
  private final double[][] loadings;
  private final double[] eigenvalues;
  private final int kept;

  /**
   * A model.
   *
   * @param deviations the standard deviation of each feature; ones for components of a covariance
   * @param loadings components x features, unit vectors
   * @param eigenvalues the eigenvalues of the components, descending
   * @param kept k, at most as many as there are components
   */
  public Monitor(
      double[] mean, double[] deviations, double[][] loadings, double[] eigenvalues, int kept) {
    this.mean = mean.clone();
    this.deviations = deviations.clone();
    this.loadings = Arrays.stream(loadings).map(double[]::clone).toArray(double[][]::new);
    this.eigenvalues = eigenvalues.clone();
    this.kept = kept;
  }

  /** The model of some rows: the components of their correlations. */
  public static Monitor of(Comoments rows, int kept) {
    return of(rows.mean(), rows.deviations(), rows.correlation(), kept);
  }

  private static Monitor of(double[] mean, double[] deviations, double[][] correlation, int kept) {
    Components components = Components.of(correlation);
    double[][] loadings = new double[mean.length][];
    Arrays.setAll(loadings, components::vector);
    return new Monitor(
        mean, deviations, loadings, components.eigenvalues(), Math.min(kept, mean.length));
  }

  /**
   * The model of some of the features alone: the components of that part of the correlations that
   * this model stands for, as many of them kept as here, or all.
   *
   * @param features their places, in the order in which vectors of the new model have them
   * @throws IllegalArgumentException when this model lacks components, and so the correlations
   */
  public Monitor only(int... features) {
    if (loadings.length < mean.length) {
      throw new IllegalArgumentException(
          "Invalid model: expected as many components as features, found %d of %d"
              .formatted(loadings.length, mean.length));
    }
    double[][] correlation = new double[features.length][features.length];
    for (int i = 0; i < features.length; i++) {
      for (int j = 0; j < features.length; j++) {
        for (int c = 0; c < loadings.length; c++) {
          correlation[i][j] += eigenvalues[c] * loadings[c][features[i]] * loadings[c][features[j]];
        }
      }
    }
    return of(at(mean, features), at(deviations, features), correlation, kept);
  }

  private static double[] at(double[] values, int... places) {
    return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
  }

  /** Position of a vector: its scores on the first components, T² and SPE. */
  public record Position(double[] scores, double t2, double spe) {}

  /** Mean of each feature over what the model was fitted on. */
  public double[] mean() {
    return mean.clone();
  }

  /** Standard deviation of each feature there, by which it is divided. */
  public double[] deviations() {
    return deviations.clone();
  }

  /** Components inside the model. */
  public int kept() {
    return kept;
  }

  /**
   * Mean of the squared prediction error over what the model was fitted on; 0 where that is
   * rounding of the whole variance.
   */
  public double meanSpe() {
    double sum = 0;
    for (int c = kept; c < eigenvalues.length; c++) {
      sum += Math.max(0, eigenvalues[c]);
    }
    return Rounding.only(sum, Arrays.stream(eigenvalues).sum()) ? 0 : sum;
  }

  /**
   * Positions of many vectors.
   *
   * @param scores components x vectors
   * @param t2 T² of each
   * @param spe squared prediction error of each
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Positions(double[][] scores, double[] t2, double[] spe) {}

  /**
   * Where many vectors lie, features x vectors: the same bits as of each alone, for all sums have
   * the same order, but through all vectors side by side.
   *
   * @param wanted how many scores are wanted, at least k
   */
  public Positions positions(double[][] vectors, int wanted) {
    int count = vectors.length == 0 ? 0 : vectors[0].length;
    double[][] residuals = new double[vectors.length][count];
    for (int i = 0; i < residuals.length; i++) {
      standardise(vectors[i], mean[i], deviations[i], residuals[i]);
    }
    double[][] scores = new double[scores(wanted)][count];
    for (int c = 0; c < scores.length; c++) {
      for (int i = 0; i < residuals.length; i++) {
        addScaled(loadings[c][i], residuals[i], scores[c]);
      }
    }
    Positions positions = new Positions(scores, new double[count], new double[count]);
    for (int c = 0; c < kept; c++) {
      addSquaresOver(eigenvalues[c], scores[c], positions.t2);
      for (int i = 0; i < residuals.length; i++) {
        subtractScaled(scores[c], loadings[c][i], residuals[i]);
      }
    }
    for (double[] residual : residuals) {
      addSquares(residual, positions.spe);
    }
    return positions;
  }

  private int scores(int wanted) {
    return Math.min(Math.max(wanted, kept), loadings.length);
  }

  private static void standardise(double[] values, double mean, double deviation, double[] to) {
    for (int t = 0; t < to.length; t++) {
      to[t] = (values[t] - mean) / deviation;
    }
  }

  private static void addScaled(double factor, double[] values, double[] to) {
    for (int t = 0; t < to.length; t++) {
      to[t] += factor * values[t];
    }
  }

  private static void subtractScaled(double[] factors, double value, double[] from) {
    for (int t = 0; t < from.length; t++) {
      from[t] -= factors[t] * value;
    }
  }

  private static void addSquaresOver(double divisor, double[] values, double[] to) {
    for (int t = 0; t < to.length; t++) {
      to[t] += values[t] * values[t] / divisor;
    }
  }

  private static void addSquares(double[] values, double[] to) {
    for (int t = 0; t < to.length; t++) {
      to[t] += values[t] * values[t];
    }
  }

  /** Where a vector lies; {@code scores} says how many scores are wanted, at least k. */
  public Position position(double[] vector, int scores) {
    double[] residual = vector.clone();
    for (int i = 0; i < residual.length; i++) {
      residual[i] = (residual[i] - mean[i]) / deviations[i];
    }
    double[] score = new double[scores(scores)];
    for (int c = 0; c < score.length; c++) {
      score[c] = product(loadings[c], residual);
    }
    double t2 = 0;
    for (int c = 0; c < kept; c++) {
      t2 += score[c] * score[c] / eigenvalues[c];
      subtract(residual, score[c], loadings[c]);
    }
    double spe = 0;
    for (double value : residual) {
      spe += value * value;
    }
    return new Position(score, t2, spe);
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
