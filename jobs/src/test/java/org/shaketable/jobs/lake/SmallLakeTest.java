package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;

class SmallLakeTest {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private final SparkSession spark = TestSession.spark().newSession();

  @Test
  void aSessionHasItsOwnSettingsAgainWhateverHappens() {
    spark.conf().set(PARTITIONS, 3);

    assertThat(SmallLake.during(List.of(spark), () -> spark.conf().get(PARTITIONS))).isEqualTo("1");
    assertThat(spark.conf().get(PARTITIONS)).isEqualTo("3");
    assertThatThrownBy(
            () ->
                SmallLake.during(
                    List.of(spark),
                    () -> {
                      throw new IllegalStateException("of the action");
                    }))
        .hasMessage("of the action");
    assertThat(spark.conf().get(PARTITIONS)).isEqualTo("3");
  }

  @Test
  void jobsThatAreNoQueriesHaveItsSettingsMeanwhile() {
    String codegen = "spark.sql.codegen.factoryMode";

    assertThat(
            SmallLake.during(List.of(spark), () -> spark.sparkContext().getLocalProperty(codegen)))
        .isEqualTo("NO_CODEGEN");
    assertThat(spark.sparkContext().getLocalProperty(codegen)).isNull();
  }

  @Test
  void aTaskMayTakeAllOfTheHeapInPages() {
    assertThat(LakeSession.page(1L << 30)).isEqualTo(1 << 20);
    assertThat(LakeSession.page(6L << 30)).isEqualTo(1 << 20);
    assertThat(LakeSession.page(12L << 30)).isEqualTo(2 << 20);
    assertThat(LakeSession.page(100L << 30)).isEqualTo(16 << 20);
  }

  @Test
  void aLakeWithoutTrajectoriesIsSmall(@TempDir Path directory) {
    assertThat(SmallLake.is(Lake.create(spark, directory.toString()))).isTrue();
  }
}
