package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.damage.Damage;
import org.shaketable.jobs.damage.Damages;
import org.shaketable.jobs.lake.Lake;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A fault that comes of a lake's damaged files, found by looking at the files themselves. */
final class LakeFault {
  private LakeFault() {}

  /**
   * The line to tell of it; empty where the lake's files are well, so that the fault is another.
   */
  static Optional<String> line(CommandSpec command) {
    OptionSpec option = command.findOption("--lake");
    if (option == null || SparkSession.getDefaultSession().isEmpty()) {
      return Optional.empty();
    }
    SparkSession spark = SparkSession.getDefaultSession().get();
    try {
      Lake lake = Lake.open(spark, option.<String>getValue());
      return line(lake, Damages.of(spark, lake));
    } catch (Mistake e) {
      return Optional.of(e.getMessage());
    } catch (RuntimeException e) {
      // What was to be told of is the first fault, not this one.
      return Optional.empty();
    }
  }

  private static Optional<String> line(Lake lake, List<Damage> damages) {
    return damages.stream()
        .findFirst()
        .map(
            first ->
                first.line(lake)
                    + (damages.size() == 1
                        ? ""
                        : " (and %,d more, see `shaketable status --check --lake %s`)"
                            .formatted(damages.size() - 1, lake)));
  }
}
