package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.List;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;

/**
 * What is to know of a workload's runs to judge them. The analysis reads this instead of learners'
 * names and of specifications.
 */
@Table(name = "workloads", row = "one configuration of one workload in one sweep")
public record WorkloadRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload's name") String workload,
    @Column(
            meaning =
                "the setting of the workload's hyperparameters; empty where the workload has one")
        String configuration,
    @Column(
            meaning =
                "the settings in which the workload's configurations differ; empty where it has"
                    + " one")
        List<SettingRow> configurationSettings,
    @Column(meaning = "who makes its runs: trained, program, data_parallel or imported")
        Source source,
    @Column(meaning = "the learning algorithm") String learner,
    @Column(meaning = "what is learned") String task,
    @Column(meaning = "what computes it") String engine,
    @Column(meaning = "steps of each run", unit = "steps") long horizon,
    @Column(meaning = "evaluations of each run, besides the one before training") int evaluations,
    @Column(meaning = "what performance is, as in mean reward of an episode")
        String performanceName,
    @Column(meaning = "its unit; empty where it has none") String performanceUnit,
    @Column(meaning = "whether higher or lower performance is better")
        Direction performanceDirection,
    @Column(
            meaning =
                "performance before training; null where the clean runs' evaluation 0 says it")
        Double untrainedReference,
    @Column(
            meaning =
                "what counts as a collapse: NON_FINITE, PERFORMANCE, and LOSS where performance is"
                    + " a loss or minus one")
        List<CollapseKind> collapseRules,
    @Column(meaning = "the meta-state features: other columns of trajectories are none")
        List<FeatureRow> features,
    @Column(meaning = "JSON of all its settings") String settings)
    implements Serializable {
  /** Lakes of old have no settings of configurations. */
  public WorkloadRow {
    configurationSettings =
        configurationSettings == null ? List.of() : List.copyOf(configurationSettings);
    collapseRules = List.copyOf(collapseRules);
    features = List.copyOf(features);
  }

  /** This row with the settings of its configuration. */
  public WorkloadRow with(List<SettingRow> ofConfiguration) {
    return new WorkloadRow(
        sweep,
        workload,
        configuration,
        ofConfiguration,
        source,
        learner,
        task,
        engine,
        horizon,
        evaluations,
        performanceName,
        performanceUnit,
        performanceDirection,
        untrainedReference,
        collapseRules,
        features,
        settings);
  }

  /** Its key. */
  public ConfigurationKey key() {
    return new ConfigurationKey(sweep, workload, configuration);
  }
}
