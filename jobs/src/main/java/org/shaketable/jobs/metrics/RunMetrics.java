package org.shaketable.jobs.metrics;

import com.codahale.metrics.Counter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.shaketable.jobs.Surroundings;
import scala.collection.JavaConverters;

/**
 * The counters {@code runs}, {@code far_below_twin} and {@code failures} of the driver, named
 * {@code plugin.org.shaketable.jobs.metrics.RunMetrics.*} as Spark names a plugin's: they grow as
 * tasks end, by what the tasks' accumulators of the same names counted.
 */
public final class RunMetrics implements SparkPlugin {
  /** The accumulators that the tasks of a sweep count with. */
  private static Stream<String> names() {
    return Stream.of("runs", "far_below_twin", "failures");
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        spark.addSparkListener(
            new Counting(
                names()
                    .collect(
                        Collectors.toMap(
                            Function.identity(), name -> context.metricRegistry().counter(name)))));
        return Map.of();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        Surroundings.settle();
      }
    };
  }

  /** Adds what a task that succeeded counted. */
  private static final class Counting extends SparkListener {
    private final Map<String, Counter> counters;

    Counting(Map<String, Counter> counters) {
      this.counters = counters;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskInfo().successful()) {
        JavaConverters.seqAsJavaList(end.taskInfo().accumulables().toSeq()).forEach(this::add);
      }
    }

    private void add(AccumulableInfo info) {
      if (info.name().isDefined()
          && counters.containsKey(info.name().get())
          && info.update().isDefined()
          && info.update().get() instanceof Number update) {
        counters.get(info.name().get()).inc(update.longValue());
      }
    }
  }
}
