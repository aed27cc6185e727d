package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.stats.metastate.PcaReference;

class PrincipalComponentsTest {

  /** Loadings and eigenvalues of correlations, brought back to the units of the rows. */
  @Test
  void componentsMakeTheCovarianceOfScikitLearn() {
    List<double[]> rows = List.of(PcaReference.standardised("pca_meta_states.csv", 2));
    PrincipalComponents components = of(rows);
    assertThat(components.rows()).isEqualTo(4000);
    assertThat(Arrays.stream(components.eigenvalues()).sum()).isCloseTo(12, within(1e-9));
    double[] golden = PcaReference.array("components");
    double[] variances = PcaReference.array("explained_variance_ddof1");
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        double expected = 0;
        double found = 0;
        for (int c = 0; c < 12; c++) {
          expected += variances[c] * golden[12 * c + i] * golden[12 * c + j];
          found +=
              components.eigenvalues()[c]
                  * components.loadings()[c][i]
                  * components.loadings()[c][j];
        }
        found *= components.deviations()[i] * components.deviations()[j];
        assertThat(found).isCloseTo(expected, within(1e-8));
      }
    }
  }

  /** Three features move together, a fourth alone and ten times as far: it leads nothing. */
  @Test
  void aFeatureThatVariesMoreIsNotTheFirstComponent() {
    SplittableRandom random = new SplittableRandom(4);
    List<double[]> rows =
        Stream.generate(
                () -> {
                  double shared = random.nextGaussian();
                  return new double[] {
                    shared + random.nextGaussian() / 2,
                    shared + random.nextGaussian() / 2,
                    shared + random.nextGaussian() / 2,
                    10 * random.nextGaussian()
                  };
                })
            .limit(500)
            .toList();

    double[] first = of(rows).loadings()[0];

    assertThat(Arrays.stream(first).limit(3).boxed()).allMatch(loading -> loading > 0.5);
    assertThat(first[3]).isBetween(-0.2, 0.2);
  }

  private static PrincipalComponents of(List<double[]> rows) {
    return PrincipalComponents.of(
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(rows, 3));
  }
}
