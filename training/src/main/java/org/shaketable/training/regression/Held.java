package org.shaketable.training.regression;

import org.shaketable.training.data.MeasuredSamples;

/** The test samples, and what is predicted of them. */
final class Held {
  /** Samples on which functions are compared. */
  private static final int PROBED = 64;

  /** Samples on which hidden activations are looked at. */
  private static final int HIDDEN = 32;

  /** What parameters predict of the first samples. */
  interface Predictor {
    float[] of(float[] parameters, MeasuredSamples samples, int count);
  }

  private final MeasuredSamples samples;
  private final Predictor predictor;

  Held(MeasuredSamples samples, Predictor predictor) {
    this.samples = samples;
    this.predictor = predictor;
  }

  /** Predictions of the probe inputs. */
  float[] probed(float[] parameters) {
    return predictor.of(parameters, samples, Math.min(PROBED, samples.rows()));
  }

  /** Passes samples forward whose hidden activations are to be looked at; how many. */
  int hidden(float[] parameters) {
    return predictor.of(parameters, samples, Math.min(HIDDEN, samples.rows())).length;
  }

  /** R² of all samples. */
  double determination(float[] parameters) {
    return Fit.determination(predicted(parameters), samples.targets());
  }

  /** Mean of half the squared errors of all samples. */
  double loss(float[] parameters) {
    return Fit.loss(predicted(parameters), samples.targets());
  }

  private float[] predicted(float[] parameters) {
    return predictor.of(parameters, samples, samples.rows());
  }
}
