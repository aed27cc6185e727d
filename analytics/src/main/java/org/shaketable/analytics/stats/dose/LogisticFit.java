package org.shaketable.analytics.stats.dose;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.shaketable.analytics.stats.matrix.Cholesky;

/**
 * Logistic regression of collapse on the decimal logarithm of the magnitude.
 *
 * <pre>P(collapse) = 1 / (1 + exp(-(intercept + slope log10 magnitude)))</pre>
 *
 * Maximum likelihood by iteratively reweighted least squares (McCullagh and Nelder 1989, section
 * 2.5); the covariance is the inverse of the Fisher information. Where the outcomes are separated,
 * no finite maximum exists: see {@link DoseResponse}.
 *
 * @param interceptVariance of the estimate; with {@code covariance} and {@code slopeVariance}
 * @param logLikelihood of single trials
 * @param nullLogLikelihood the same with slope 0
 */
public record LogisticFit(
    double intercept,
    double slope,
    double interceptVariance,
    double covariance,
    double slopeVariance,
    double logLikelihood,
    double nullLogLikelihood) {
  private static final int MAXIMUM_ITERATIONS = 100;
  private static final double CONVERGED = 1e-12;

  /** The fit of doses that are not separated. */
  static LogisticFit of(List<DoseCount> doses) {
    // Centred predictors keep the two coefficients nearly uncorrelated while iterating.
    double centre = doses.stream().mapToDouble(LogisticFit::x).average().orElse(0);
    double[] beta = {0, 0};
    double[][] covariance = new double[2][2];
    for (int i = 0; i < MAXIMUM_ITERATIONS; i++) {
      double[] score = new double[2];
      covariance = Cholesky.of(information(doses, centre, beta, score)).inverse();
      double d0 = covariance[0][0] * score[0] + covariance[0][1] * score[1];
      double d1 = covariance[1][0] * score[0] + covariance[1][1] * score[1];
      beta[0] += d0;
      beta[1] += d1;
      if (Math.abs(d0) + Math.abs(d1) <= CONVERGED * (1 + Math.abs(beta[0]) + Math.abs(beta[1]))) {
        break;
      }
    }
    return uncentred(doses, centre, beta, covariance);
  }

  private static LogisticFit uncentred(
      List<DoseCount> doses, double centre, double[] beta, double[][] v) {
    double intercept = beta[0] - centre * beta[1];
    return new LogisticFit(
        intercept,
        beta[1],
        v[0][0] - 2 * centre * v[0][1] + centre * centre * v[1][1],
        v[0][1] - centre * v[1][1],
        v[1][1],
        logLikelihood(doses, intercept, beta[1]),
        nullLogLikelihood(doses));
  }

  private static double[][] information(
      List<DoseCount> doses, double centre, double[] beta, double[] score) {
    double[][] information = new double[2][2];
    for (DoseCount dose : doses) {
      double x = x(dose) - centre;
      double p = logistic(beta[0] + beta[1] * x);
      double weight = dose.trials() * p * (1 - p);
      double residual = dose.collapses() - dose.trials() * p;
      score[0] += residual;
      score[1] += residual * x;
      information[0][0] += weight;
      information[0][1] += weight * x;
      information[1][0] += weight * x;
      information[1][1] += weight * x * x;
    }
    return information;
  }

  static double logLikelihood(List<DoseCount> doses, double intercept, double slope) {
    double sum = 0;
    for (DoseCount dose : doses) {
      double eta = intercept + slope * x(dose);
      sum -= term(dose.collapses(), softplus(-eta));
      sum -= term(dose.trials() - dose.collapses(), softplus(eta));
    }
    return sum;
  }

  /** ln(1 + exp(x)), which does not overflow. */
  private static double softplus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** So many times a value, be it infinite: what never happened says nothing. */
  private static double term(double weight, double value) {
    return weight == 0 ? 0 : weight * value;
  }

  private static double nullLogLikelihood(List<DoseCount> doses) {
    double trials = doses.stream().mapToInt(DoseCount::trials).sum();
    double collapses = doses.stream().mapToInt(DoseCount::collapses).sum();
    return term(collapses, Math.log(collapses / trials))
        + term(trials - collapses, Math.log(1 - collapses / trials));
  }

  /** Probability of collapse at a magnitude. */
  public double probability(double magnitude) {
    return logistic(intercept + slope * Math.log10(magnitude));
  }

  /** p of the likelihood ratio test of slope 0. */
  public double slopeP() {
    double ratio = Math.max(0, 2 * (logLikelihood - nullLogLikelihood));
    return ChiSquaredDistribution.of(1).survivalProbability(ratio);
  }

  private static double x(DoseCount dose) {
    return Math.log10(dose.magnitude());
  }

  private static double logistic(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }
}
