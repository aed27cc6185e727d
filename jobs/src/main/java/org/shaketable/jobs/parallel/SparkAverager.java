package org.shaketable.jobs.parallel;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.training.averaging.Averaged;
import org.shaketable.training.averaging.Averager;
import org.shaketable.training.averaging.Round;
import org.shaketable.training.averaging.Share;

/**
 * Trains each round's workers as tasks of one Spark job, with {@code SparkDl4jMultiLayer} and
 * DL4J's parameter averaging. To be used on the driver alone.
 */
public final class SparkAverager implements Averager {
  /** A pool of its own: rounds are short, and are not to wait until a wave of a sweep has ended. */
  private static final String POOL = "data-parallel";

  private final SparkContext context;

  /** An averager whose workers are the tasks of a context. */
  public SparkAverager(SparkContext context) {
    this.context = context;
  }

  @Override
  public Averaged average(Round round) {
    context.setLocalProperty("spark.scheduler.pool", POOL);
    context.setJobDescription("data-parallel, updates %d".formatted(round.updates()));
    MultiLayerNetwork network = network(round);
    SparkDl4jMultiLayer parallel =
        new SparkDl4jMultiLayer(
            JavaSparkContext.fromSparkContext(context), network, new OrderedMaster(round));
    parallel.fit(data(round));
    INDArray memory = network.getUpdater().getStateViewArray();
    return new Averaged(
        network.params().toFloatVector(),
        memory == null ? new float[0] : memory.toFloatVector(),
        parallel.getScore());
  }

  private static MultiLayerNetwork network(Round round) {
    // The text was looked through when the file was read: it names DL4J's own classes alone.
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(round.configuration());
    configuration.setIterationCount(round.updates());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(row(round.parameters()), false);
    if (round.memory().length > 0) {
      network.getUpdater().setStateViewArray(network, row(round.memory()), false);
    }
    return network;
  }

  private static INDArray row(float[] values) {
    return Nd4j.create(values, new long[] {1, values.length}, 'c');
  }

  /** One partition for each worker, one data set for each of its updates. */
  private JavaRDD<DataSet> data(Round round) {
    List<List<DataSet>> shares =
        round.shares().stream().map(share -> updates(share, round)).toList();
    return JavaSparkContext.fromSparkContext(context)
        .parallelize(shares, shares.size())
        .flatMap(List::iterator);
  }

  private static List<DataSet> updates(Share share, Round round) {
    List<DataSet> updates = new ArrayList<>();
    for (int i = 0; i < share.inputs().size(); i++) {
      float[] inputs = share.inputs().get(i);
      float[] targets = share.targets().get(i);
      updates.add(
          new DataSet(
              array(inputs, round.rows(), round.inputShape()),
              array(targets, round.rows(), List.of())));
    }
    return updates;
  }

  private static INDArray array(float[] values, int rows, List<Integer> shape) {
    long[] whole = new long[Math.max(2, shape.size() + 1)];
    whole[0] = rows;
    whole[1] = values.length / rows;
    for (int i = 0; i < shape.size(); i++) {
      whole[i + 1] = shape.get(i);
    }
    return Nd4j.create(values, whole, 'c');
  }
}
