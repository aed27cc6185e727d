package org.shaketable.analytics.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.table.ControlKey;
import scala.Tuple2;

/**
 * Turns packed clean runs into samples: all clean runs of a configuration at one evaluation. What
 * crosses the network is blocks of evaluations, not single ones.
 */
public final class PerEvaluation {
  /** Evaluations of a run that travel together. */
  private static final int BLOCK = 16;

  /** Numbers of a clean run at one of its evaluations. */
  @FunctionalInterface
  public interface Numbers extends Serializable {
    double[] at(Trajectory trajectory, int row);
  }

  /**
   * The summary of one evaluation of a configuration.
   *
   * @param numbers the median of each number, then the scale of each
   */
  public record Summarised(ControlKey key, int evaluation, double[] numbers)
      implements Serializable {}

  private record BlockKey(ControlKey control, int block) implements Serializable {}

  /**
   * Evaluations with their numbers, one evaluation's after the other: Spark measures what it
   * shuffles, and is slow at arrays of arrays.
   */
  private record Block(int[] evaluations, double[] numbers)
      implements Serializable, KnownSizeEstimation {
    @Override
    public long estimatedSize() {
      return 64 + (long) Integer.BYTES * evaluations.length + (long) Double.BYTES * numbers.length;
    }

    double[] at(int evaluation) {
      int width = numbers.length / evaluations.length;
      return Arrays.copyOfRange(numbers, evaluation * width, (evaluation + 1) * width);
    }
  }

  private PerEvaluation() {}

  /** One summary per configuration and evaluation. */
  public static List<Summarised> summarise(JavaRDD<PackedRun> clean, Numbers numbers) {
    return clean
        .flatMapToPair(run -> blocks(run.control(), run.trajectory(), numbers))
        .groupByKey()
        .flatMap(group -> summaries(group._1(), group._2()))
        .collect();
  }

  private static Iterator<Tuple2<BlockKey, Block>> blocks(
      ControlKey key, Trajectory trajectory, Numbers numbers) {
    List<Tuple2<BlockKey, Block>> blocks = new ArrayList<>();
    int start = 0;
    while (start < trajectory.length()) {
      int block = trajectory.evaluation(start) / BLOCK;
      int end = start;
      while (end < trajectory.length() && trajectory.evaluation(end) / BLOCK == block) {
        end++;
      }
      int[] evaluations = new int[end - start];
      double[] values = {};
      for (int i = start; i < end; i++) {
        evaluations[i - start] = trajectory.evaluation(i);
        double[] own = numbers.at(trajectory, i);
        values = i == start ? new double[own.length * evaluations.length] : values;
        System.arraycopy(own, 0, values, (i - start) * own.length, own.length);
      }
      blocks.add(new Tuple2<>(new BlockKey(key, block), new Block(evaluations, values)));
      start = end;
    }
    return blocks.iterator();
  }

  private static Iterator<Summarised> summaries(BlockKey key, Iterable<Block> blocks) {
    List<List<double[]>> samples = new ArrayList<>();
    for (int i = 0; i < BLOCK; i++) {
      samples.add(new ArrayList<>());
    }
    for (Block block : blocks) {
      for (int i = 0; i < block.evaluations().length; i++) {
        samples.get(block.evaluations()[i] % BLOCK).add(block.at(i));
      }
    }
    List<Summarised> summaries = new ArrayList<>();
    for (int i = 0; i < BLOCK; i++) {
      if (!samples.get(i).isEmpty()) {
        summaries.add(
            new Summarised(key.control(), key.block() * BLOCK + i, summary(samples.get(i))));
      }
    }
    return summaries.iterator();
  }

  /** The median of each number, then its scale; runs x numbers. */
  private static double[] summary(List<double[]> sample) {
    int width = sample.get(0).length;
    double[] summary = new double[2 * width];
    double[] column = new double[sample.size()];
    for (int number = 0; number < width; number++) {
      for (int run = 0; run < column.length; run++) {
        column[run] = sample.get(run)[number];
      }
      MedianScale of = MedianScale.of(column);
      summary[number] = of.median();
      summary[width + number] = of.scale();
    }
    return summary;
  }
}
