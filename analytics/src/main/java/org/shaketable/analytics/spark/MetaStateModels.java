package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.metastate.Surrogate;

/** The table {@code meta_state_models}: what was fitted for each workload, beside its nulls. */
final class MetaStateModels {
  private static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType);
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);
  private static final StructType SCALING =
      new StructType()
          .add("evaluation", DataTypes.IntegerType)
          .add("centre", NUMBERS)
          .add("scale", NUMBERS);

  static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("features", TEXTS)
          .add("missing_features", TEXTS)
          .add("constant_features", TEXTS)
          .add("scaling", DataTypes.createArrayType(SCALING))
          .add("loadings", DataTypes.createArrayType(NUMBERS))
          .add("eigenvalues", NUMBERS)
          .add("explained_variance", NUMBERS)
          .add("components", DataTypes.IntegerType)
          .add("parallel_analysis", NUMBERS)
          .add("null_random_walk", NUMBERS)
          .add("null_ar1", NUMBERS)
          .add("null_phase_shuffled", NUMBERS)
          .add("null_time_shuffled", NUMBERS)
          .add("subspace_agreement", DataTypes.DoubleType)
          .add("rows", DataTypes.LongType)
          .add("runs", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType);

  private MetaStateModels() {}

  /** One row per workload; where none could be fitted, the reason. */
  static Table of(Map<WorkloadKey, Reference> references) {
    List<Row> rows = new ArrayList<>();
    references.forEach(
        (key, reference) ->
            rows.add(reference.model() == null ? none(key) : row(key, reference.model())));
    return new Table(SCHEMA, rows);
  }

  private static Row none(WorkloadKey key) {
    Object[] cells = new Object[SCHEMA.size()];
    cells[0] = key.sweep();
    cells[1] = key.workload();
    cells[SCHEMA.fieldIndex("reason")] =
        "too few clean calibration runs, or fewer than two features that move";
    return RowFactory.create(cells);
  }

  private static Row row(WorkloadKey key, MetaStateModel model) {
    Standardisation standardisation = model.standardisation();
    return Cells.row(
        key.sweep(),
        key.workload(),
        standardisation.features().toArray(),
        standardisation.missing().toArray(),
        standardisation.constant().toArray(),
        scaling(standardisation),
        Arrays.stream(model.loadings()).map(Cells::cell).toArray(),
        model.eigenvalues(),
        model.explained(),
        model.kept(),
        model.thresholds(),
        model.nulls().get(Surrogate.RANDOM_WALK),
        model.nulls().get(Surrogate.AR1),
        model.nulls().get(Surrogate.PHASE_SHUFFLED),
        model.nulls().get(Surrogate.TIME_SHUFFLED),
        model.agreement(),
        model.rows(),
        model.runs(),
        null);
  }

  private static Row[] scaling(Standardisation standardisation) {
    Row[] rows = new Row[standardisation.centre().length];
    Arrays.setAll(rows, i -> Cells.row(i, standardisation.centre()[i], standardisation.scale()[i]));
    return rows;
  }
}
