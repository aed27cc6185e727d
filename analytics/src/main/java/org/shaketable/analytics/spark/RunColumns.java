package org.shaketable.analytics.spark;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a judged run. */
final class RunColumns {
  /** Columns of {@code run_stability}, before {@code analysed_versions}. */
  static final StructType STABILITY =
      joined(
              new StructType()
                  .add("run_id", DataTypes.StringType)
                  .add("twin_run_id", DataTypes.StringType),
              RunFacts.CONDITION)
          .add("replicate", DataTypes.IntegerType)
          .add("status", DataTypes.StringType)
          .add("learned", DataTypes.BooleanType)
          .add("collapsed", DataTypes.BooleanType)
          .add("collapse_step", DataTypes.LongType)
          .add("collapse_evaluation", DataTypes.IntegerType)
          .add("collapse_kind", DataTypes.StringType)
          .add("recovered", DataTypes.BooleanType)
          .add("recovery_class", DataTypes.StringType)
          .add("recovery_steps", DataTypes.LongType)
          .add("recovery_censored", DataTypes.BooleanType)
          .add("trajectory_ratio", DataTypes.DoubleType)
          .add("divergence_rate", DataTypes.DoubleType)
          .add("divergence_quality", DataTypes.DoubleType)
          .add("divergence_points", DataTypes.IntegerType)
          .add("divergence_first_step", DataTypes.LongType)
          .add("divergence_last_step", DataTypes.LongType)
          .add("function_divergence_rate", DataTypes.DoubleType)
          .add("function_divergence_quality", DataTypes.DoubleType)
          .add("spike_score", DataTypes.DoubleType)
          .add("normalised_final_performance", DataTypes.DoubleType)
          .add("risk", DataTypes.DoubleType)
          .add("risk_of_changes", DataTypes.DoubleType)
          .add("drawdown_risk", DataTypes.DoubleType)
          .add("largest_drawdown", DataTypes.DoubleType)
          .add("dispersion", DataTypes.DoubleType);

  /** The same with what later steps need. */
  static final StructType SCHEMA =
      STABILITY
          .add("contraction", DataTypes.DoubleType)
          .add("horizon", DataTypes.LongType)
          .add("onset_step", DataTypes.LongType)
          .add("excluded", DataTypes.StringType)
          .add("collapsed_by_rule", DataTypes.createArrayType(DataTypes.BooleanType))
          .add("alarm_steps", DataTypes.createArrayType(DataTypes.LongType))
          .add("alarm_maxima", DataTypes.createArrayType(DataTypes.DoubleType));

  private RunColumns() {}

  /** The columns of {@link #STABILITY}, to select. */
  static Column[] stability() {
    return Stream.of(STABILITY.fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  /** The columns of both. */
  static StructType joined(StructType left, StructType right) {
    return new StructType(
        Stream.of(left, right)
            .flatMap(type -> Stream.of(type.fields()))
            .toArray(StructField[]::new));
  }
}
