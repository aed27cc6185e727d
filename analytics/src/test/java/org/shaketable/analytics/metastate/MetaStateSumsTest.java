package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;
import scala.Tuple2;

class MetaStateSumsTest {
  private static final int RUNS = 20;
  private static final int ROWS = 30;

  private static MetaStateSums of(int width) {
    SplittableRandom random = new SplittableRandom(3);
    List<Tuple2<RunOrder, CompleteRows>> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      double[][] rows = new double[ROWS][width];
      for (double[] row : rows) {
        for (int f = 0; f < width; f++) {
          row[f] = random.nextGaussian();
        }
      }
      runs.add(new Tuple2<>(new RunOrder(0, "run-" + run), CompleteRows.of(rows)));
    }
    var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    JavaPairRDD<RunOrder, CompleteRows> ordered =
        context
            .parallelizePairs(runs, 2)
            .repartitionAndSortWithinPartitions(new RunOrder.ByWorkload(1));
    Map<Integer, MetaStateSums> sums = MetaStateSums.of(ordered);
    return sums.get(0);
  }

  @Test
  void everyRunIsInOneOfTheGroupsAndInEveryDraw() {
    MetaStateSums sums = of(3);

    assertThat(sums.groups()).hasSize(10).allMatch(group -> group.rows() == 2 * ROWS);
    assertThat(sums.spectraWithout()).hasDimensions(10, 3);
    assertThat(Arrays.stream(sums.spectraWithout()).mapToDouble(shares -> shares[0]).boxed())
        .allMatch(share -> share > 1 / 3.0 && share < 0.5);
    assertThat(sums.byRun().runs()).isEqualTo(RUNS);
    assertThat(sums.byNull())
        .hasSize(4)
        .allSatisfy(
            draws ->
                assertThat(draws)
                    .hasSize(MetaStateSums.DRAWS)
                    .allMatch(draw -> draw.rows() == (long) RUNS * ROWS));
  }

  /** A workload none of whose features moves has no model, and is no fault of the others. */
  @Test
  void aWorkloadWithoutFeaturesHasSumsOfNothing() {
    assertThat(of(0).groups()).allMatch(group -> group.width() == 0);
  }
}
