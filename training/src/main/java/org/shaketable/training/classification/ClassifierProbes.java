package org.shaketable.training.classification;

import java.util.Map;
import org.shaketable.training.data.Samples;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.HiddenUnits;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.workload.Feature;

/**
 * The meta-state features of a classifier. Distributions are looked at on the first {@value #ROWS}
 * test samples, gradients on the latest training batch as the learner saw it.
 */
final class ClassifierProbes {
  private static final int ROWS = 64;

  /** Samples on which hidden activations are looked at. */
  private static final int HIDDEN_ROWS = 32;

  private static final int SHARPNESS_ROWS = 8;
  private static final int ROWS_PER_PART = 8;

  private final Classifier classifier;
  private final Samples samples;
  private final int rows;
  private final SampleBatch batch;
  private final double smoothing;
  private final Descent descent;
  private final HiddenUnits hiddenUnits;
  private final DescentProbes descentProbes;

  ClassifierProbes(
      Classifier classifier,
      Samples samples,
      SampleBatch batch,
      double smoothing,
      Descent descent,
      KickedCopies kicked) {
    this.classifier = classifier;
    this.samples = samples;
    this.rows = Math.min(ROWS, samples.rows());
    this.batch = batch;
    this.smoothing = smoothing;
    this.descent = descent;
    this.hiddenUnits = new HiddenUnits(classifier.network());
    this.descentProbes = new DescentProbes(descent, kicked);
  }

  /** Logits on the probe inputs. */
  float[] outputs() {
    return classifier.logits(descent.parameters(), samples, rows);
  }

  /**
   * Adds the features now; the accuracy on all samples, whose first ones are looked at as they
   * pass.
   */
  double measure(Map<Feature, Double> features) {
    double accuracy =
        classifier.accuracy(
            descent.parameters(),
            samples,
            rows,
            (logits, stride) -> measureFunction(logits, stride, features));
    descentProbes.measure(
        descent.updates(), descent.lossWindow().evaluated(), latestBatch(), features);
    return accuracy;
  }

  private void measureFunction(float[] logits, int stride, Map<Feature, Double> features) {
    int classes = classifier.classes();
    features.put(Feature.PREDICTIVE_ENTROPY, PredictiveEntropy.of(logits, stride, rows, classes));
    features.put(Feature.LARGEST_LOGIT, LargestLogit.of(logits, stride, rows, classes));
    hiddenUnits.measure(Math.min(rows, HIDDEN_ROWS), features);
  }

  private DescentProbes.LatestBatch latestBatch() {
    return new DescentProbes.LatestBatch() {
      @Override
      public int rows() {
        return batch.rows();
      }

      @Override
      public int rowsPerPart() {
        return ROWS_PER_PART;
      }

      @Override
      public GradientParts.Source gradients(int parts, int rowsPerPart) {
        return classifier.gradients(descent.parameters(), batch, parts, rowsPerPart, smoothing);
      }

      @Override
      public double loss(float[] parameters) {
        int few = Math.min(batch.rows(), SHARPNESS_ROWS);
        return classifier.loss(parameters, batch, few, smoothing);
      }
    };
  }
}
