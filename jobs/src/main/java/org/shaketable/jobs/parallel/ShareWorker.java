package org.shaketable.jobs.parallel;

import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.training.averaging.Round;
import org.shaketable.training.averaging.Share;

/**
 * A worker of a round. What it draws is keyed by round and worker; a late one begins from an older
 * average.
 */
final class ShareWorker extends ParameterAveragingTrainingWorker {
  private static final long serialVersionUID = 1L;

  private final long key;

  /** The parameters that partitions begin from; null for those of the round. */
  private final float[][] starts;

  private final int[] workers;

  ShareWorker(
      Broadcast<NetBroadcastTuple> broadcast, WorkerConfiguration configuration, Round round) {
    super(broadcast, true, configuration, null, null, null);
    List<Share> shares = round.shares();
    this.key = round.key();
    this.starts = shares.stream().map(Share::start).toArray(float[][]::new);
    this.workers = shares.stream().mapToInt(Share::worker).toArray();
  }

  @Override
  public MultiLayerNetwork getInitialModel() {
    int partition = TaskContext.getPartitionId();
    MultiLayerNetwork network = super.getInitialModel();
    float[] start = starts[partition];
    if (start != null) {
      network.setParams(Nd4j.create(start, new long[] {1, start.length}, 'c'));
    }
    // ND4J takes 0 as no seed.
    long seed = key + 0x9E3779B97F4A7C15L * (workers[partition] + 1);
    Nd4j.getRandom().setSeed(seed == 0 ? 1 : seed);
    return network;
  }
}
