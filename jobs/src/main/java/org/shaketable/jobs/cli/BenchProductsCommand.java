package org.shaketable.jobs.cli;

import static org.shaketable.jobs.cli.MeasuredColumns.format;
import static org.shaketable.jobs.cli.MeasuredColumns.number;
import static org.shaketable.jobs.cli.MeasuredColumns.text;

import com.github.freva.asciitable.AsciiTable;
import java.time.Duration;
import java.util.List;
import org.shaketable.training.bench.ProductShape;
import org.shaketable.training.bench.StepBenchmark;
import org.shaketable.training.bench.StepTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times products of matrices beside the BLAS that NumPy is linked with. */
@Command(
    name = "products",
    description = {
      "Times products of matrices on one core, A row by row and column by column, and, where"
          + " python3 has numpy, sgemm of the BLAS that it is linked with, in turn in one run."
    })
final class BenchProductsCommand implements Runnable {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Rounds of each measurement; default ${DEFAULT-VALUE}.")
  private int rounds;

  /** A line of the table. */
  private record Row(ProductShape shape, StepTime time, StepTime last) {
    double gigaflops() {
      return shape.operations() / time.median() / 1e3;
    }

    /** Of the speed of the last contender, which is sgemm where there is one. */
    double share() {
      return time.speedOver(last);
    }
  }

  @Override
  public void run() {
    WholeNumber.require("--rounds", rounds, 1, 1000);
    System.out.println("Products of matrices: processor time, median [quartiles]");
    List<Row> rows = ProductShape.PUBLISHED.stream().flatMap(s -> rows(s).stream()).toList();
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            rows,
            List.of(
                text("rows x columns x inner").with(row -> row.shape().toString()),
                text("with").with(row -> row.time().contender()),
                number("us").with(row -> format("%,.1f", row.time().median())),
                number("[quartiles]")
                    .with(r -> format("[%,.1f, %,.1f]", r.time().low(), r.time().high())),
                number("GFLOP/s").with(row -> format("%.1f", row.gigaflops())),
                number("share of " + rows.get(0).last().contender())
                    .with(row -> format("%.2f", row.share())))));
  }

  private List<Row> rows(ProductShape shape) {
    List<StepTime> times =
        StepBenchmark.measure(shape, Duration.ofSeconds(2), Duration.ofMillis(100), rounds);
    StepTime last = times.get(times.size() - 1);
    return times.stream().map(time -> new Row(shape, time, last)).toList();
  }
}
