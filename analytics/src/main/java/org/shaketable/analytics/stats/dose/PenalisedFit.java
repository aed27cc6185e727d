package org.shaketable.analytics.stats.dose;

import java.util.List;

/**
 * Logistic regression of an outcome on the decimal logarithm of the magnitude with Firth's penalty,
 * half of the logarithm of the determinant of the Fisher information (Jeffreys' prior):
 *
 * <pre>l*(b) = l(b) + ln det I(b) / 2</pre>
 *
 * <p>Its maximum is finite also where one magnitude parts all outcomes from all others, and its
 * bias is smaller than that of the largest likelihood.
 *
 * <ul>
 *   <li>fewer than two magnitudes: not to be asked for
 *   <li>no outcome, or nothing else: finite; the slope is near 0
 *   <li>scaling the magnitudes shifts the intercept and leaves the slope
 * </ul>
 *
 * Newton's steps on the modified score, halved until the penalised likelihood rises. Sources: Firth
 * 1993, doi:10.1093/biomet/80.1.27; Heinze and Schemper 2002, doi:10.1002/sim.1047.
 *
 * @param intercept logit at magnitude 1
 * @param slope the slope of the logit per decade
 * @param logLikelihood penalised, of single trials
 */
public record PenalisedFit(double intercept, double slope, double logLikelihood) {
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 40;
  private static final double CONVERGED = 1e-11;

  /** The fit of at least two magnitudes. */
  public static PenalisedFit of(List<DoseCount> doses) {
    double centre = doses.stream().mapToDouble(PenalisedFit::x).average().orElseThrow();
    double[] beta = {0, 0};
    double value = penalised(doses, centre, beta[0], beta[1]);
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] step = step(doses, centre, beta);
      double[] next = {beta[0] + step[0], beta[1] + step[1]};
      double reached = penalised(doses, centre, next[0], next[1]);
      for (int half = 0; half < MOST_HALVINGS && !(reached >= value); half++) {
        step[0] /= 2;
        step[1] /= 2;
        next = new double[] {beta[0] + step[0], beta[1] + step[1]};
        reached = penalised(doses, centre, next[0], next[1]);
      }
      beta = next;
      value = reached;
      if (Math.abs(step[0]) + Math.abs(step[1])
          <= CONVERGED * (1 + Math.abs(beta[0]) + Math.abs(beta[1]))) {
        break;
      }
    }
    return new PenalisedFit(beta[0] - centre * beta[1], beta[1], value);
  }

  /** Newton's step with the modified score: residuals and half a trial's leverage towards 1/2. */
  private static double[] step(List<DoseCount> doses, double centre, double[] beta) {
    double[] information = information(doses, centre, beta[0], beta[1]);
    double determinant = determinant(information);
    double[] score = new double[2];
    for (DoseCount dose : doses) {
      double x = x(dose) - centre;
      double p = logistic(beta[0] + beta[1] * x);
      double leverage =
          p
              * (1 - p)
              * (information[2] - 2 * x * information[1] + x * x * information[0])
              / determinant;
      double residual = dose.collapses() - dose.trials() * p + dose.trials() * leverage * (0.5 - p);
      score[0] += residual;
      score[1] += residual * x;
    }
    return new double[] {
      (information[2] * score[0] - information[1] * score[1]) / determinant,
      (information[0] * score[1] - information[1] * score[0]) / determinant
    };
  }

  /** Entries 00, 01 and 11 of the Fisher information. */
  private static double[] information(
      List<DoseCount> doses, double centre, double intercept, double slope) {
    double[] information = new double[3];
    for (DoseCount dose : doses) {
      double x = x(dose) - centre;
      double p = logistic(intercept + slope * x);
      double weight = dose.trials() * p * (1 - p);
      information[0] += weight;
      information[1] += weight * x;
      information[2] += weight * x * x;
    }
    return information;
  }

  private static double determinant(double[] information) {
    return information[0] * information[2] - information[1] * information[1];
  }

  /**
   * The penalised likelihood's logarithm at a line {@code intercept + slope (log10 m - centre)};
   * the determinant does not depend on the centre.
   */
  static double penalised(List<DoseCount> doses, double centre, double intercept, double slope) {
    double determinant = determinant(information(doses, centre, intercept, slope));
    return logLikelihood(doses, intercept - centre * slope, slope) + 0.5 * Math.log(determinant);
  }

  /** Logarithm of the likelihood of single trials, without the penalty. */
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

  /** Probability of the outcome at a magnitude. */
  public double probability(double magnitude) {
    return logistic(intercept + slope * Math.log10(magnitude));
  }

  /** Decimal logarithm of the magnitude at which the outcome has this logit. */
  double centre(double logit) {
    return (logit - intercept) / slope;
  }

  private static double x(DoseCount dose) {
    return Math.log10(dose.magnitude());
  }

  private static double logistic(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }
}
