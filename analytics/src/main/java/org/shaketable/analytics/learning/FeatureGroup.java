package org.shaketable.analytics.learning;

import java.util.List;
import java.util.Locale;

/** Features that tell of the same thing, to be taken away together. */
enum FeatureGroup {
  GRADIENT(
      "gradient_norm",
      "log_gradient_norm",
      "gradient_coherence",
      "log_gradient_noise",
      "log_gradient_signal"),
  WEIGHTS("weight_norm", "log_weight_norm", "update_to_weight_ratio", "parameter_velocity"),
  OUTPUTS("predictive_entropy", "largest_logit", "largest_attention_logit"),
  RESIDUALS("residual_variance", "residual_kurtosis"),
  REPRESENTATION("feature_rank", "dormant_share"),
  CURVATURE("critical_sharpness", "recovery_rate");

  private final List<String> features;

  FeatureGroup(String... features) {
    this.features = List.of(features);
  }

  /** The word in the table. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of some features that belong to it. */
  List<String> of(List<String> some) {
    return some.stream().filter(features::contains).toList();
  }
}
