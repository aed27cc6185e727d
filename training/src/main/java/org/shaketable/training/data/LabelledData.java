package org.shaketable.training.data;

import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Subject;
import org.shaketable.training.workload.Task;

/**
 * Task of classifying labelled samples, generated or read from files.
 *
 * <p>All replicates of a workload learn the same data set: it is a function of the settings alone.
 */
public interface LabelledData extends Task {

  /** Number of classes. */
  Integer classes();

  /** Number of training samples. */
  int trainingSamples();

  /**
   * Weights of the loss in the order of the classes; none where all are 1. A sample's loss counts
   * so much; the mean is still over the number of samples, as Keras's {@code class_weight} has it.
   */
  default List<Double> lossWeights() {
    return List.of();
  }

  /** The data set; its arrays may be shared between callers. */
  DataSet read();

  @Override
  default Subject subject() {
    return new Subject(Set.of(), classes());
  }
}
