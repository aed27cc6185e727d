-- Every table of a lake, and views that answer the usual questions, for any Spark or Hive catalog.
--
-- ${lake} is where the lake lies, with its scheme: Spark puts the variable `lake` in its place.
--
--   spark-sql -d lake=file:///home/me/lake -f conf/tables.sql
--   spark.conf.set("lake", "hdfs:///audits/lake"), then each statement by spark.sql(...)
--
-- Run `shaketable analyze` before, so that all tables are there: Delta makes an empty table where
-- there is none. Nothing is copied: a table in the catalog is the one in the lake, and dropping it
-- from the catalog leaves the lake as it is. `shaketable sql` and `shaketable serve` use this file.

-- Tables, generated from their records; a test holds them equal.

-- workloads: one configuration of one workload in one sweep.
CREATE TABLE IF NOT EXISTS workloads USING DELTA LOCATION '${lake}/workloads';

-- runs: one run that has ended.
CREATE TABLE IF NOT EXISTS runs USING DELTA LOCATION '${lake}/runs';

-- trajectories: one evaluation of one run.
CREATE TABLE IF NOT EXISTS trajectories USING DELTA LOCATION '${lake}/trajectories';

-- checkpoints: the parameters of one run at one evaluation.
-- Only in lakes that keep checkpoints, so it may be made here, empty.
CREATE TABLE IF NOT EXISTS checkpoints (
  run_id STRING,
  sweep STRING,
  workload STRING,
  evaluation INT,
  step BIGINT,
  parameters BINARY,
  layout ARRAY<STRUCT<name: STRING, offset: INT, rows: INT, columns: INT>>)
USING DELTA PARTITIONED BY (sweep, workload) LOCATION '${lake}/checkpoints';

-- imported_files: what an import took from one file of a log for one run.
-- Only in lakes that hold imported runs, so it may be made here, empty.
CREATE TABLE IF NOT EXISTS imported_files (
  sweep STRING,
  file STRING,
  run_id STRING,
  left_out STRING,
  logged BIGINT,
  skips ARRAY<STRUCT<what: STRING, times: BIGINT, first: STRING>>)
USING DELTA LOCATION '${lake}/imported_files';

-- repeats: one evaluation of a clean run of a program that was trained again before its sweep.
-- Only in lakes that train programs, so it may be made here, empty.
CREATE TABLE IF NOT EXISTS repeats (
  sweep STRING,
  workload STRING,
  configuration STRING,
  run_id STRING,
  evaluation INT,
  step BIGINT,
  equal BOOLEAN,
  performance_difference DOUBLE,
  parameter_distance DOUBLE,
  function_distance DOUBLE)
USING DELTA LOCATION '${lake}/repeats';

-- reports: the report of a night, or of a sweep's last audit.
CREATE TABLE IF NOT EXISTS reports USING DELTA LOCATION '${lake}/reports';

-- clean_bands: one evaluation of a configuration at a level of stochasticity.
CREATE TABLE IF NOT EXISTS clean_bands USING DELTA LOCATION '${lake}/clean_bands';

-- run_stability: one perturbed run, or placebo.
CREATE TABLE IF NOT EXISTS run_stability USING DELTA LOCATION '${lake}/run_stability';

-- stability: one metric of one condition.
CREATE TABLE IF NOT EXISTS stability USING DELTA LOCATION '${lake}/stability';

-- dimension_stability: one metric of one dimension of a configuration, over its conditions.
CREATE TABLE IF NOT EXISTS dimension_stability USING DELTA LOCATION '${lake}/dimension_stability';

-- fragility_ranks: one condition.
CREATE TABLE IF NOT EXISTS fragility_ranks USING DELTA LOCATION '${lake}/fragility_ranks';

-- dose_survival: one dose curve, one dimension, or one configuration at a level of stochasticity.
CREATE TABLE IF NOT EXISTS dose_survival USING DELTA LOCATION '${lake}/dose_survival';

-- critical_magnitudes: one dose curve, which is all magnitudes of a family.
CREATE TABLE IF NOT EXISTS critical_magnitudes USING DELTA LOCATION '${lake}/critical_magnitudes';

-- performance_profiles: one threshold of the profile of one dimension of a configuration.
CREATE TABLE IF NOT EXISTS performance_profiles USING DELTA LOCATION '${lake}/performance_profiles';

-- recovery_curves: one time of the curve of one dimension of a configuration.
CREATE TABLE IF NOT EXISTS recovery_curves USING DELTA LOCATION '${lake}/recovery_curves';

-- recovery_tests: one log-rank test.
CREATE TABLE IF NOT EXISTS recovery_tests USING DELTA LOCATION '${lake}/recovery_tests';

-- comparisons: one outcome of one configuration against another's, over the exposures that both met, of one dimension or of all.
CREATE TABLE IF NOT EXISTS comparisons USING DELTA LOCATION '${lake}/comparisons';

-- agreement: one pair of workloads and measure.
CREATE TABLE IF NOT EXISTS agreement USING DELTA LOCATION '${lake}/agreement';

-- interactions: one composition.
CREATE TABLE IF NOT EXISTS interactions USING DELTA LOCATION '${lake}/interactions';

-- configurations: one configuration of a workload that has several.
CREATE TABLE IF NOT EXISTS configurations USING DELTA LOCATION '${lake}/configurations';

-- decoupling: one statistic over the configurations of a workload.
CREATE TABLE IF NOT EXISTS decoupling USING DELTA LOCATION '${lake}/decoupling';

-- buffering: one endpoint of one kind of controlled stochasticity.
CREATE TABLE IF NOT EXISTS buffering USING DELTA LOCATION '${lake}/buffering';

-- variance_shares: one factor of a configuration, or what remains.
CREATE TABLE IF NOT EXISTS variance_shares USING DELTA LOCATION '${lake}/variance_shares';

-- lost_sensitivity: one edge below which a run is lost.
CREATE TABLE IF NOT EXISTS lost_sensitivity USING DELTA LOCATION '${lake}/lost_sensitivity';

-- collapse_sensitivity: one definition of collapse.
CREATE TABLE IF NOT EXISTS collapse_sensitivity USING DELTA LOCATION '${lake}/collapse_sensitivity';

-- learning_rate_sensitivity: one learning rate of one recipe.
CREATE TABLE IF NOT EXISTS learning_rate_sensitivity USING DELTA LOCATION '${lake}/learning_rate_sensitivity';

-- divergence: one configuration at a level of stochasticity, in parameters and in predictions; none where the sweep has no runs that were kicked infinitesimally.
CREATE TABLE IF NOT EXISTS divergence USING DELTA LOCATION '${lake}/divergence';

-- meta_state_models: one configuration at one level of stochasticity.
CREATE TABLE IF NOT EXISTS meta_state_models USING DELTA LOCATION '${lake}/meta_state_models';

-- meta_states: one evaluation of one run.
CREATE TABLE IF NOT EXISTS meta_states USING DELTA LOCATION '${lake}/meta_states';

-- regimes: one regime of one configuration at one level of stochasticity.
CREATE TABLE IF NOT EXISTS regimes USING DELTA LOCATION '${lake}/regimes';

-- regime_times: one run and regime, where its clean runs have several.
CREATE TABLE IF NOT EXISTS regime_times USING DELTA LOCATION '${lake}/regime_times';

-- regime_transitions: one configuration at one level of stochasticity, and where its runs go.
CREATE TABLE IF NOT EXISTS regime_transitions USING DELTA LOCATION '${lake}/regime_transitions';

-- alarms: one run and detector.
CREATE TABLE IF NOT EXISTS alarms USING DELTA LOCATION '${lake}/alarms';

-- detectors: one detector on one configuration at one level of stochasticity.
CREATE TABLE IF NOT EXISTS detectors USING DELTA LOCATION '${lake}/detectors';

-- precedence: one detector on one workload, at some landmarks or at all.
CREATE TABLE IF NOT EXISTS precedence USING DELTA LOCATION '${lake}/precedence';

-- transfer: one score that comes from a family or a workload, judged on a family or a workload.
CREATE TABLE IF NOT EXISTS transfer USING DELTA LOCATION '${lake}/transfer';

-- ablation: one score of one workload without a feature, a group of features, or nothing.
CREATE TABLE IF NOT EXISTS ablation USING DELTA LOCATION '${lake}/ablation';

-- warning_trends: one run and early-warning signal.
CREATE TABLE IF NOT EXISTS warning_trends USING DELTA LOCATION '${lake}/warning_trends';

-- claims: one claim and subject.
CREATE TABLE IF NOT EXISTS claims USING DELTA LOCATION '${lake}/claims';

-- claim_sensitivity: one claim and subject by one definition other than the one that counts.
CREATE TABLE IF NOT EXISTS claim_sensitivity USING DELTA LOCATION '${lake}/claim_sensitivity';

-- tests: one test of another table.
CREATE TABLE IF NOT EXISTS tests USING DELTA LOCATION '${lake}/tests';

-- exclusions: one reason for which some statistics lack runs.
CREATE TABLE IF NOT EXISTS exclusions USING DELTA LOCATION '${lake}/exclusions';

-- flags: one kind of runs that say nothing about stability though they look well.
CREATE TABLE IF NOT EXISTS flags USING DELTA LOCATION '${lake}/flags';

-- path_barriers: one perturbed run at one evaluation of which it and its twin have a checkpoint.
-- Only in lakes that keep checkpoints, so it may be made here, empty.
CREATE TABLE IF NOT EXISTS path_barriers (
  run_id STRING,
  twin_run_id STRING,
  sweep STRING,
  workload STRING,
  configuration STRING,
  dimension STRING,
  family STRING,
  magnitude DOUBLE,
  schedule STRING,
  stochasticity STRING,
  replicate INT,
  evaluation INT,
  step BIGINT,
  barrier DOUBLE,
  points INT,
  losses ARRAY<DOUBLE>)
USING DELTA LOCATION '${lake}/path_barriers';

-- Views.

-- Which conditions may be the most fragile? Those whose least possible rank is 1 cannot be told apart.
CREATE OR REPLACE VIEW fragile_conditions AS
SELECT f.sweep, f.rank_lower, f.rank_upper, f.conditions, f.above_placebo,
  f.workload, f.configuration, f.dimension, f.family, f.magnitude, f.schedule, f.stochasticity,
  f.measure, f.value, f.n, s.estimate AS lost, s.lower, s.upper, s.level, s.placebo AS placebo_lost
FROM fragility_ranks f
JOIN stability s
  ON f.sweep = s.sweep AND f.workload = s.workload AND f.configuration = s.configuration
  AND f.family = s.family
  AND f.magnitude = s.magnitude AND f.schedule = s.schedule AND f.stochasticity = s.stochasticity
WHERE s.metric = 'lost';

-- How often does training collapse, by dimension? Of the runs that had learned.
CREATE OR REPLACE VIEW collapse_by_dimension AS
SELECT sweep, workload, dimension, count(*) AS learned,
  count_if(collapsed) AS collapsed, avg(CAST(collapsed AS INT)) AS collapse_rate
FROM run_stability
WHERE learned AND role = 'perturbed'
GROUP BY sweep, workload, dimension;

-- What changed from the last night to this one? One row for each number of the newest report.
CREATE OR REPLACE VIEW tonight_against_last_night AS
WITH figures AS (
  SELECT sweep, night, dense_rank() OVER (PARTITION BY sweep ORDER BY night DESC) AS age, figure.*
  FROM (SELECT sweep, night, explode(figures) AS figure FROM reports
    WHERE night IS NOT NULL))
SELECT t.sweep, t.kind, t.workload, t.subject, t.night AS tonight, b.night AS last_night,
  t.estimate, t.lower, t.upper, b.estimate AS estimate_before, b.lower AS lower_before,
  b.upper AS upper_before, t.estimate - b.estimate AS change, t.verdict, b.verdict AS verdict_before
FROM figures t
LEFT JOIN figures b
  ON b.age = 2 AND t.sweep = b.sweep AND t.kind = b.kind AND t.workload = b.workload
  AND t.subject = b.subject
WHERE t.age = 1;
