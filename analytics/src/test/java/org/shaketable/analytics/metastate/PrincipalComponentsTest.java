package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.stats.metastate.PcaReference;

class PrincipalComponentsTest {

  @Test
  void componentsByMLlibEqualScikitLearns() {
    List<Vector> rows =
        Arrays.stream(PcaReference.standardised("pca_meta_states.csv", 2))
            .map(Vectors::dense)
            .toList();
    PrincipalComponents components =
        PrincipalComponents.of(
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
                .parallelize(rows, 3));
    assertThat(components.rows()).isEqualTo(4000);
    assertThat(components.eigenvalues())
        .containsExactly(PcaReference.array("explained_variance_ddof1"), within(1e-9));
    double[] golden = PcaReference.array("components");
    for (int c = 0; c < 12; c++) {
      assertThat(components.loadings()[c])
          .containsExactly(Arrays.copyOfRange(golden, 12 * c, 12 * c + 12), within(1e-8));
    }
  }
}
