package org.shaketable.jobs.parallel;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingElementAddFunction;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingElementCombineFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.shaketable.training.averaging.Round;

/**
 * DL4J's parameter averaging of one round, in the order of the workers.
 *
 * <p>DL4J adds up what workers came to in the order in which they end, by {@code treeAggregate}: of
 * the same round four workers give other last bits each time. Here the same functions of DL4J add
 * in the order of the partitions, so a round has one result. Its data come with one partition for
 * each worker, which DL4J would count, split and deal out anew.
 */
final class OrderedMaster extends ParameterAveragingTrainingMaster {
  private final transient Round round;

  OrderedMaster(Round round) {
    super(
        new Builder(round.shares().size(), round.rows())
            .batchSizePerWorker(round.rows())
            .averagingFrequency(round.shares().get(0).inputs().size())
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .storageLevel(null)
            .saveUpdater(true));
    this.round = round;
  }

  @Override
  protected void executeTrainingDirect(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    doIteration(network, data, 1, 1);
  }

  @Override
  public ParameterAveragingTrainingWorker getWorkerInstance(SparkDl4jMultiLayer network) {
    MultiLayerNetwork here = network.getNetwork();
    Broadcast<NetBroadcastTuple> broadcast =
        network
            .getSparkContext()
            .broadcast(
                new NetBroadcastTuple(
                    here.getLayerWiseConfigurations(),
                    here.params(),
                    here.getUpdater().getStateViewArray()));
    WorkerConfiguration configuration =
        new WorkerConfiguration(
            false, rddDataSetNumExamples, batchSizePerWorker, averagingFrequency, 0, false);
    return new ShareWorker(broadcast, configuration, round);
  }

  @Override
  protected void processResults(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int split,
      int splits) {
    List<ParameterAveragingAggregationTuple> inOrder =
        results
            .map(result -> new ParameterAveragingElementAddFunction().call(null, result))
            .collect();
    ParameterAveragingElementCombineFunction plus = new ParameterAveragingElementCombineFunction();
    ParameterAveragingAggregationTuple sum = null;
    for (ParameterAveragingAggregationTuple one : inOrder) {
      sum = sum(plus, sum, one);
    }
    take(network, sum);
  }

  private static ParameterAveragingAggregationTuple sum(
      ParameterAveragingElementCombineFunction plus,
      ParameterAveragingAggregationTuple some,
      ParameterAveragingAggregationTuple one) {
    try {
      return plus.call(some, one);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes a sum over, as DL4J does. */
  private void take(SparkDl4jMultiLayer network, ParameterAveragingAggregationTuple sum) {
    int count = sum.getAggregationsCount();
    MultiLayerNetwork here = network.getNetwork();
    here.setParameters(sum.getParametersSum().divi(count));
    INDArray memory = sum.getUpdaterStateSum();
    if (memory != null) {
      here.getUpdater().setStateViewArray(null, memory.divi(count), false);
    }
    network.setScore(sum.getScoreSum() / count);
    MultiLayerConfiguration configuration = here.getLayerWiseConfigurations();
    configuration.setIterationCount(configuration.getIterationCount() + averagingFrequency);
  }
}
