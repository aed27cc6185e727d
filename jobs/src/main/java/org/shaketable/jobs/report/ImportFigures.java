package org.shaketable.jobs.report;

import java.util.List;

/** Where imported runs come from, and what was left out of their logs. */
final class ImportFigures {
  private ImportFigures() {}

  static final Figure IMPORTED =
      new Figure(
          "imported",
          "imported",
          "Logs that were imported",
          "Runs of this sweep were made by other programs and read from their logs. At each common"
              + " evaluation stands the last value at or before its step, never a later one;"
              + " carried are values that were logged at an earlier step. What was left out is"
              + " counted by file.",
          "no run of the sweep was imported",
          List.of("runs"),
          List.of(
              new Query(
                  "carried",
                  """
                  SELECT workload, count(*) AS runs,
                    sum(size(from_json(get_json_object(provenance, '$.files'), 'array<string>')))
                      AS files,
                    sum(CAST(get_json_object(provenance, '$.values') AS BIGINT)) AS `values`,
                    sum(CAST(get_json_object(provenance, '$.values_carried') AS BIGINT)) AS carried
                  FROM runs
                  WHERE sweep = :sweep AND source = 'imported'
                  GROUP BY workload
                  ORDER BY workload
                  """),
              Query.ifThere(
                  "imported_files",
                  "skips",
                  """
                  SELECT skip.what AS what, sum(skip.times) AS times, count(DISTINCT file) AS files,
                    min(concat(file, ', ', skip.first)) AS first
                  FROM (
                    SELECT file, explode(skips) AS skip FROM imported_files WHERE sweep = :sweep)
                  GROUP BY skip.what
                  ORDER BY times DESC, what
                  """),
              Query.ifThere(
                  "imported_files",
                  "left_out",
                  """
                  SELECT regexp_replace(left_out, '[0-9]+', '#') AS reason,
                    count(DISTINCT file) AS files, min(file) AS first
                  FROM imported_files
                  WHERE sweep = :sweep AND left_out IS NOT NULL
                  GROUP BY 1
                  ORDER BY files DESC, reason
                  LIMIT 30
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL = List.of(IMPORTED);
}
