package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.LocalSpark;

class RowMomentsTest {
  /** Products of MLlib's are fused with their sum where its BLAS is Java's. */
  private static final double ROUNDING = 1e-14;

  private static JavaRDD<double[]> distributed(List<double[]> rows, int parts) {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
        .parallelize(rows, parts);
  }

  /** Columns of different places and scales; every third value of the second is zero. */
  private static List<double[]> rows(int count) {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(
            () -> {
              double shared = random.nextGaussian();
              return new double[] {
                1000 + shared,
                random.nextInt(3) == 0 ? 0 : shared + random.nextGaussian(),
                1e-3 * random.nextGaussian(),
                0,
                4
              };
            })
        .limit(count)
        .toList();
  }

  @Test
  void theMomentsOfOnePartAreThoseOfMLlibToTheLastBit() {
    JavaRDD<double[]> rows = distributed(rows(301), 1);
    RowMatrix library = new RowMatrix(rows.map(Vectors::dense).rdd());
    MultivariateStatisticalSummary summary = library.computeColumnSummaryStatistics();
    Matrix expected = library.computeCovariance();

    RowMoments moments = RowMoments.of(rows);

    assertThat(moments.rows()).isEqualTo(301);
    assertThat(moments.mean()).containsExactly(summary.mean().toArray());
    assertThat(moments.variance()).containsExactly(summary.variance().toArray());
    double[][] covariance = moments.covariance(rows);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(covariance[i][j])
            .isCloseTo(expected.apply(i, j), within(ROUNDING * (1 + Math.abs(covariance[i][j]))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 400})
  void partsAreTheWhole(int parts) {
    List<double[]> rows = rows(301);
    RowMoments whole = RowMoments.of(distributed(rows, 1));

    RowMoments moments = RowMoments.of(distributed(rows, parts));

    assertThat(moments.rows()).isEqualTo(301);
    assertThat(moments.mean()).containsExactly(whole.mean(), within(1e-12));
    assertThat(moments.variance()).containsExactly(whole.variance(), within(1e-12));
    double[][] expected = whole.covariance(distributed(rows, 1));
    double[][] covariance = moments.covariance(distributed(rows, parts));
    for (int i = 0; i < 5; i++) {
      assertThat(covariance[i]).containsExactly(expected[i], within(1e-12));
    }
  }

  @Test
  void ofASingleRowNothingVaries() {
    RowMoments moments = RowMoments.of(distributed(List.of(new double[] {3, 0}), 1));

    assertThat(moments.rows()).isEqualTo(1);
    assertThat(moments.mean()).containsExactly(3, 0);
    assertThat(Arrays.stream(moments.variance()).boxed()).containsOnly(0.0);
  }
}
