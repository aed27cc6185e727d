package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;

class CatalogueTest {
  private static List<String> names(WorkloadRow workload, Yardstick reference) {
    return Catalogue.of(workload, reference, List.of()).stream().map(Detector::name).toList();
  }

  @Test
  void theMetaStateComesFirstThenFeaturesThenWhatEveryWorkloadHas() {
    assertThat(names(PlainRuns.WORKLOAD, PlainRuns.reference()))
        .containsExactly(
            "meta_state_t2",
            "meta_state_spe",
            "meta_state_combined",
            "feature_predictive_entropy",
            "feature_log_gradient_norm",
            "gradient_zclip",
            "entropy_floor",
            "loss_cusum",
            "loss_olmo",
            "loss_composer",
            "variance_warning",
            "autocorrelation_warning",
            "skewness_warning",
            "performance_below",
            "random_alarm",
            "random_walk");
  }

  @Test
  void withoutAModelThereIsNoMetaStateAndNoFeature() {
    assertThat(names(PlainRuns.WORKLOAD, Yardstick.UNKNOWN))
        .startsWith("gradient_zclip", "entropy_floor", "loss_cusum");
  }

  @Test
  void aWorkloadWithoutGradientAndEntropyHasNoDetectorOfThem() {
    WorkloadRow bare = PlainRuns.workload(new FeatureRow("feature_rank", "", false));

    assertThat(names(bare, Yardstick.UNKNOWN)).startsWith("loss_cusum");
  }

  @Test
  void gradientNormsOnALogarithmicScaleAreToldFromThoseThatAreNot() {
    WorkloadRow plain = PlainRuns.workload(new FeatureRow("gradient_norm", "", false));

    assertThat(Catalogue.of(plain, Yardstick.UNKNOWN, List.of()))
        .contains(new GradientSpike("gradient_norm", GradientSpike.Scale.NORM));
    assertThat(Catalogue.of(PlainRuns.WORKLOAD, Yardstick.UNKNOWN, List.of()))
        .contains(new GradientSpike("log_gradient_norm", GradientSpike.Scale.LOGARITHM));
  }

  @Test
  void theClaimOfPrecedenceIsAboutHotellingsDistance() {
    assertThat(Catalogue.META_STATE).isEqualTo("meta_state_t2");
  }
}
