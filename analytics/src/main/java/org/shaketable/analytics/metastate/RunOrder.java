package org.shaketable.analytics.metastate;

import java.io.Serializable;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.util.KnownSizeEstimation;
import scala.Tuple2;
import scala.runtime.AbstractFunction1;

/**
 * Place of a run among those of its workload: what is summed in this order has the same bits
 * whatever the partitions were.
 *
 * @param workload number of the workload
 */
record RunOrder(int workload, String runId)
    implements Serializable, Comparable<RunOrder>, KnownSizeEstimation {

  /** What a key takes beside the characters of its id, about. */
  private static final long BYTES = 72;

  @Override
  public int compareTo(RunOrder other) {
    int byWorkload = Integer.compare(workload, other.workload);
    return byWorkload != 0 ? byWorkload : runId.compareTo(other.runId);
  }

  @Override
  public long estimatedSize() {
    return BYTES + runId.length();
  }

  /** One partition per workload. */
  static final class ByWorkload extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int workloads;

    ByWorkload(int workloads) {
      this.workloads = workloads;
    }

    @Override
    public int numPartitions() {
      return workloads;
    }

    @Override
    public int getPartition(Object key) {
      return ((RunOrder) key).workload();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByWorkload same && same.workloads == workloads;
    }

    @Override
    public int hashCode() {
      return workloads;
    }
  }

  /** The runs of one workload, without a task for any other. */
  static <T> JavaRDD<Tuple2<RunOrder, T>> only(JavaPairRDD<RunOrder, T> byWorkload, int workload) {
    var pruned = PartitionPruningRDD.create(byWorkload.rdd(), new Partition(workload));
    return pruned.toJavaRDD();
  }

  private static final class Partition extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final int wanted;

    Partition(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public Object apply(Object partition) {
      return (Integer) partition == wanted;
    }
  }
}
