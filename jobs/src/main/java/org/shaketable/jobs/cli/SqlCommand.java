package org.shaketable.jobs.cli;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a query over the lake's tables. */
@Command(name = "sql", description = "Answers a query; every table has its plain name.")
final class SqlCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      defaultValue = "table",
      description = "How rows are printed; default: ${DEFAULT-VALUE}.")
  private RowFormat format;

  @Parameters(
      paramLabel = "QUERY",
      description = "e.g. \"SELECT family, count(*) FROM runs GROUP BY 1\"")
  private String query;

  @Override
  public void run() {
    SparkSession session = spark.session();
    Dataset<Row> answer = LakeQuery.run(session, Lake.open(session, lake.directory()), query);
    format.print(answer, System.out);
  }
}
