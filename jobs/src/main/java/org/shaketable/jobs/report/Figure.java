package org.shaketable.jobs.report;

import java.util.List;

/**
 * One section of the report: all that is to say of it, but for the script that draws it.
 *
 * @param id name of its chart in the page and of its numbers in {@code report.json}
 * @param script name of the file below {@code js} that says {@code figure(id, draw)}
 * @param sentence what it shows and how to read it
 * @param whenEmpty why there is nothing to show where its first query returns no row
 * @param tables the tables that its queries read
 * @param queries what yields its numbers
 */
record Figure(
    String id,
    String script,
    String title,
    String sentence,
    String whenEmpty,
    List<String> tables,
    List<Query> queries) {
  Figure {
    tables = List.copyOf(tables);
    queries = List.copyOf(queries);
  }
}
