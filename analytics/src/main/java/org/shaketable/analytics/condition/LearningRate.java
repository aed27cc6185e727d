package org.shaketable.analytics.condition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.Embedded;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The learning rate of a configuration and its other settings, out of the JSON of its settings.
 *
 * @param others all other settings but the name, as text
 */
record LearningRate(double rate, String others) {
  /** Where a learner keeps its learning rate: in its optimizer, or among its own settings. */
  private static final String[] SETTINGS = {
    "sweep",
    "workload",
    "configuration",
    "get_json_object(settings, '$.learner') AS learner_json",
    "get_json_object(settings, '$.learner.optimizer') AS optimizer_json",
    "concat_ws('|', get_json_object(settings, '$.task'), get_json_object(settings, '$.engine'),"
        + " get_json_object(settings, '$.evaluations')) AS others"
  };

  private static final String RATE =
      "cast(regexp_extract(coalesce(optimizer_json, learner_json),"
          + " '\"learning-rate\":([^,}]+)', 1) AS double) AS rate";

  private static final String OTHERS =
      "concat(others, '|', if(optimizer_json IS NULL,"
          + " regexp_replace(learner_json, '\"learning-rate\":[^,}]+', ''),"
          + " replace(learner_json, optimizer_json,"
          + " regexp_replace(optimizer_json, '\"learning-rate\":[^,}]+', '')))) AS settings";

  /** What is read of a workload, and what is found in it. */
  private record Settings(@Embedded ConfigurationKey key, String settings) {
    private static final RecordCodec<Settings> CODEC = RecordCodec.of(Settings.class);
  }

  private static final RecordCodec<ConfigurationKey> KEY = RecordCodec.of(ConfigurationKey.class);

  /** The learning rates of workloads that have one above 0. */
  static Map<ConfigurationKey, LearningRate> of(
      SparkSession spark, Collection<WorkloadRow> workloads) {
    Map<ConfigurationKey, LearningRate> rates = new HashMap<>();
    if (workloads.isEmpty()) {
      return rates;
    }
    List<Settings> settings =
        workloads.stream()
            .map(workload -> new Settings(workload.key(), workload.settings()))
            .toList();
    for (Row row :
        Settings.CODEC
            .dataset(spark, settings)
            .selectExpr(SETTINGS)
            .selectExpr("sweep", "workload", "configuration", RATE, OTHERS)
            .where("rate > 0")
            .collectAsList()) {
      rates.put(KEY.record(row), new LearningRate(row.getAs("rate"), row.getAs("settings")));
    }
    return rates;
  }
}
