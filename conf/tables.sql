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

-- Workloads, their runs and the runs' trajectories, as the sweeps wrote them.
CREATE TABLE IF NOT EXISTS workloads USING DELTA LOCATION '${lake}/workloads';
CREATE TABLE IF NOT EXISTS runs USING DELTA LOCATION '${lake}/runs';
CREATE TABLE IF NOT EXISTS trajectories USING DELTA LOCATION '${lake}/trajectories';

-- Parameters of runs, only where a sweep asks for checkpoints, so this table may be made here, empty.
CREATE TABLE IF NOT EXISTS checkpoints (run_id STRING, sweep STRING, workload STRING, evaluation INT,
  step BIGINT, parameters BINARY, layout ARRAY<STRUCT<name: STRING, offset: INT, `rows`: INT, columns: INT>>)
USING DELTA PARTITIONED BY (sweep, workload) LOCATION '${lake}/checkpoints';

-- What `analyze` made of them.
CREATE TABLE IF NOT EXISTS run_stability USING DELTA LOCATION '${lake}/run_stability';
CREATE TABLE IF NOT EXISTS stability USING DELTA LOCATION '${lake}/stability';
CREATE TABLE IF NOT EXISTS dimension_stability USING DELTA LOCATION '${lake}/dimension_stability';
CREATE TABLE IF NOT EXISTS critical_magnitudes USING DELTA LOCATION '${lake}/critical_magnitudes';
CREATE TABLE IF NOT EXISTS performance_profiles USING DELTA LOCATION '${lake}/performance_profiles';
CREATE TABLE IF NOT EXISTS recovery_curves USING DELTA LOCATION '${lake}/recovery_curves';
CREATE TABLE IF NOT EXISTS decoupling USING DELTA LOCATION '${lake}/decoupling';
CREATE TABLE IF NOT EXISTS buffering USING DELTA LOCATION '${lake}/buffering';
CREATE TABLE IF NOT EXISTS variance_shares USING DELTA LOCATION '${lake}/variance_shares';
CREATE TABLE IF NOT EXISTS collapse_sensitivity USING DELTA LOCATION '${lake}/collapse_sensitivity';
CREATE TABLE IF NOT EXISTS learning_rate_sensitivity USING DELTA LOCATION '${lake}/learning_rate_sensitivity';
CREATE TABLE IF NOT EXISTS interactions USING DELTA LOCATION '${lake}/interactions';
CREATE TABLE IF NOT EXISTS tests USING DELTA LOCATION '${lake}/tests';
CREATE TABLE IF NOT EXISTS recovery_tests USING DELTA LOCATION '${lake}/recovery_tests';
CREATE TABLE IF NOT EXISTS exclusions USING DELTA LOCATION '${lake}/exclusions';
CREATE TABLE IF NOT EXISTS alarms USING DELTA LOCATION '${lake}/alarms';
CREATE TABLE IF NOT EXISTS detectors USING DELTA LOCATION '${lake}/detectors';
CREATE TABLE IF NOT EXISTS claims USING DELTA LOCATION '${lake}/claims';
CREATE TABLE IF NOT EXISTS meta_state_models USING DELTA LOCATION '${lake}/meta_state_models';
CREATE TABLE IF NOT EXISTS meta_states USING DELTA LOCATION '${lake}/meta_states';

-- Of checkpoints alone, so this table may be made here, empty, too.
CREATE TABLE IF NOT EXISTS path_barriers (run_id STRING, twin_run_id STRING, sweep STRING,
  workload STRING, configuration STRING, dimension STRING, family STRING, magnitude DOUBLE,
  schedule STRING, stochasticity STRING, replicate INT, evaluation INT, step BIGINT, barrier DOUBLE, points INT,
  losses ARRAY<DOUBLE>)
USING DELTA LOCATION '${lake}/path_barriers';

-- The reports of `shaketable nightly`, and of each sweep's last `audit` (no night).
CREATE TABLE IF NOT EXISTS reports USING DELTA LOCATION '${lake}/reports';

-- Which conditions are most fragile? Place 1 is the least stable of its sweep.
CREATE OR REPLACE VIEW fragile_conditions AS
SELECT s.sweep,
  row_number() OVER (PARTITION BY s.sweep ORDER BY s.estimate, c.estimate DESC, s.family,
    s.magnitude, s.workload, s.schedule, s.stochasticity) AS place,
  s.workload, s.dimension, s.family, s.magnitude, s.schedule, s.stochasticity,
  s.estimate AS stability, s.lower, s.upper, s.level, s.n, c.estimate AS collapse_rate
FROM stability s
JOIN stability c
  ON s.sweep = c.sweep AND s.workload = c.workload AND s.family = c.family
  AND s.magnitude = c.magnitude AND s.schedule = c.schedule AND s.stochasticity = c.stochasticity
WHERE s.metric = 'stability' AND c.metric = 'collapse_rate' AND s.estimate IS NOT NULL;

-- How often does training collapse, by dimension? Of the runs that had learned.
CREATE OR REPLACE VIEW collapse_by_dimension AS
SELECT sweep, workload, dimension, count(*) AS learned,
  count_if(collapsed) AS collapsed, avg(CAST(collapsed AS INT)) AS collapse_rate
FROM run_stability
WHERE learned
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
