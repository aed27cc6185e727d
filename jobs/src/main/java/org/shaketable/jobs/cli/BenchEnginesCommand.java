package org.shaketable.jobs.cli;

import static org.shaketable.jobs.cli.MeasuredColumns.format;
import static org.shaketable.jobs.cli.MeasuredColumns.number;
import static org.shaketable.jobs.cli.MeasuredColumns.text;

import com.github.freva.asciitable.AsciiTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.training.bench.ProbeCost;
import org.shaketable.training.bench.Quartiles;
import org.shaketable.training.bench.ReinforcementSpeed;
import org.shaketable.training.bench.Shape;
import org.shaketable.training.bench.StepBenchmark;
import org.shaketable.training.bench.StepTime;
import org.shaketable.training.bench.StepsPerSecond;
import org.shaketable.training.bench.TransformerShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times training steps of both engines beside DL4J's own loop and PyTorch, and roll-outs. */
@Command(
    name = "engines",
    description = {
      "Times training steps on one core: both engines, DL4J's own loop and, where python3 has"
          + " torch, PyTorch, in turn in one run, and the transformer's step against its size; then"
          + " environment, PPO and DQN steps per second, and the shares of a run that the"
          + " meta-state features and kicks take."
    })
final class BenchEnginesCommand implements Runnable {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Rounds of each measurement; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Override
  public void run() {
    WholeNumber.require("--rounds", rounds, 1, 1000);
    System.out.println("Processor time of a full training step, microseconds: median [quartiles]");
    for (Shape shape : Shape.PUBLISHED) {
      steps(StepBenchmark.measure(shape, Duration.ofSeconds(3), Duration.ofMillis(200), rounds));
    }
    steps(
        StepBenchmark.measure(
            TransformerShape.PUBLISHED, Duration.ofSeconds(3), Duration.ofMillis(200), rounds));
    System.out.println();
    System.out.println("Cost of a transformer's step against its size");
    sizes();
    System.out.println();
    System.out.println("CartPole-v1, steps per second of processor time: median [quartiles]");
    speeds(ReinforcementSpeed.measure(51_200, rounds));
    System.out.println();
    System.out.println(
        "Shares of a run: of the meta-state features at 100 evaluations, and of kicks beside them");
    costs(ProbeCost.measure(rounds, 1));
  }

  private static void steps(List<StepTime> times) {
    StepTime first = times.get(0);
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            times,
            List.of(
                text("step").with(StepTime::step),
                text("with").with(StepTime::contender),
                number("us").with(time -> format("%.1f", time.median())),
                number("[quartiles]").with(t -> format("[%.1f, %.1f]", t.low(), t.high())),
                number("over " + first.contender())
                    .with(time -> format("%.2f", first.speedOver(time))))));
  }

  private void sizes() {
    Map<TransformerShape, StepTime> times = new LinkedHashMap<>();
    for (TransformerShape shape : TransformerShape.GROWING) {
      Duration second = Duration.ofSeconds(1);
      times.put(shape, StepBenchmark.measureAlone(shape, second, Duration.ofMillis(200), rounds));
    }
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            List.copyOf(times.entrySet()),
            List.of(
                text("step").with(row -> row.getKey().toString()),
                number("parameters").with(row -> format("%,d", row.getKey().parameters())),
                number("MFLOP").with(row -> format("%,.0f", row.getKey().operations() / 1e6)),
                number("us").with(row -> format("%,.0f", row.getValue().median())),
                number("GFLOP/s").with(row -> format("%.1f", gigaflops(row))))));
  }

  private static double gigaflops(Map.Entry<TransformerShape, StepTime> row) {
    return row.getKey().operations() / row.getValue().median() / 1e3;
  }

  private static void speeds(List<StepsPerSecond> speeds) {
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            speeds,
            List.of(
                text("what").with(StepsPerSecond::what),
                text("with").with(StepsPerSecond::contender),
                number("steps/s").with(s -> format("%,.0f", s.speed().median())),
                number("[quartiles]").with(s -> spread("[%,.0f, %,.0f]", s.speed())),
                number("vector over it").with(s -> format("%.1f", ratio(speeds, s))))));
  }

  /** How many times as fast the vector engine does the same. */
  private static double ratio(List<StepsPerSecond> speeds, StepsPerSecond other) {
    StepsPerSecond first =
        speeds.stream().filter(s -> s.what().equals(other.what())).findFirst().orElse(other);
    return first.speed().median() / other.speed().median();
  }

  private static void costs(List<ProbeCost> costs) {
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            costs,
            List.of(
                text("run").with(cost -> cost.workload().name()),
                number("steps").with(c -> format("%,d", c.workload().learner().steps())),
                number("features").with(c -> percent(c.share())),
                number("[quartiles]").with(c -> spread("[%.1f, %.1f]", inPercent(c.share()))),
                number("kicks").with(c -> percent(c.kicks())),
                number("[quartiles]").with(c -> spread("[%.1f, %.1f]", inPercent(c.kicks()))))));
  }

  private static String percent(Quartiles share) {
    return format("%.1f %%", 100 * share.median());
  }

  private static Quartiles inPercent(Quartiles share) {
    return new Quartiles(
        100 * share.median(), 100 * share.low(), 100 * share.high(), share.rounds());
  }

  private static String spread(String format, Quartiles spread) {
    return format(format, spread.low(), spread.high());
  }
}
