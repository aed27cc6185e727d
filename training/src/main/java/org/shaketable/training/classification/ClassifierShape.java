package org.shaketable.training.classification;

import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.data.Samples;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.DenseNetworks;
import org.shaketable.training.gpu.Kernel;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Structure;
import org.shaketable.training.workload.Workload;

/**
 * What classifiers of one workload have in common, for {@code classifier.cu}.
 *
 * @param networks one; a row's number is its loss
 * @param structure the network and the optimizer
 * @param columns width of an input row
 */
record ClassifierShape(
    DenseNetworks networks,
    Structure structure,
    int columns,
    int classes,
    double entropyCoefficient)
    implements Shape {

  /** Of a workload whose learner is a classifier's. */
  static ClassifierShape of(Workload workload) {
    Classification learner = (Classification) workload.learner();
    LabelledData data = (LabelledData) workload.task();
    int columns = data.read().train().columns();
    int classes = data.classes();
    DenseNetworks networks =
        new DenseNetworks(
            learner.network().layout(columns, classes),
            1,
            learner.network().activation(),
            learner.batchSize(),
            1);
    return new ClassifierShape(
        networks,
        new Structure(networks.layout(), networks, learner.optimizer(), learner.maxGradNorm() > 0),
        columns,
        classes,
        learner.entCoef());
  }

  /** Inputs, classes of all samples and the classes' weights. */
  static List<Bytes> constants(LabelledData data) {
    Samples train = data.read().train();
    List<Double> weights = data.lossWeights();
    Bytes each = new Bytes();
    IntStream.range(0, data.classes())
        .forEach(j -> each.add(weights.isEmpty() ? 1.0 : weights.get(j)));
    return List.of(
        new Bytes().add(train.inputs(), train.inputs().length),
        new Bytes().add(train.labels(), train.labels().length),
        each);
  }

  @Override
  public Kernel kernel() {
    return Kernel.CLASSIFIER;
  }

  @Override
  public int tables() {
    return ClassifierPlan.TABLES;
  }

  /** The gradient of a batch in parts. */
  @Override
  public long ownBytes() {
    return 4L * structure.layout().size();
  }

  @Override
  public void describe(Bytes to) {
    to.add(entropyCoefficient).add(columns).add(classes).add(networks.layersOfNetwork());
    to.add(Classifier.mostRows(networks.batch()));
  }
}
