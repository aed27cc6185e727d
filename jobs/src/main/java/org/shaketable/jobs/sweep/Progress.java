package org.shaketable.jobs.sweep;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.shaketable.jobs.DaemonThreads;

/** Shows where a sweep stands while it runs: a bar on a terminal, else a line now and then. */
final class Progress implements AutoCloseable {
  private static final long BAR_MILLIS = 500;
  private static final long LINE_MILLIS = 5000;

  private final Supplier<RunCounts> pace;
  private final PrintStream out;
  private volatile RunCounts latest;
  private final ProgressBar bar;
  private final ScheduledExecutorService clock;

  /** Shows {@code pace} until closed. */
  Progress(Supplier<RunCounts> pace, PrintStream out) {
    this.pace = pace;
    this.out = out;
    this.latest = pace.get();
    this.bar = System.console() == null ? null : bar(latest);
    this.clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("progress"));
    long every = bar == null ? LINE_MILLIS : BAR_MILLIS;
    var unused = clock.scheduleAtFixedRate(this::show, every, every, TimeUnit.MILLISECONDS);
  }

  private static Optional<Duration> eta(RunCounts now) {
    return now.secondsLeft().stream()
        .mapToObj(seconds -> Duration.ofSeconds(Math.round(seconds)))
        .findFirst();
  }

  private ProgressBar bar(RunCounts start) {
    return new ProgressBarBuilder()
        .setInitialMax(start.all())
        .startsFrom(start.done(), Duration.ZERO)
        .setTaskName("Training")
        .setUnit(" runs", 1)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
        .setUpdateIntervalMillis((int) BAR_MILLIS)
        .setEtaFunction(state -> eta(latest))
        .showSpeed(new DecimalFormat("0.0"))
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private void show() {
    RunCounts now = pace.get();
    latest = now;
    if (bar == null) {
      out.println(now.line());
    } else {
      bar.stepTo(now.done());
      bar.setExtraMessage(" " + now.farBelowSeen());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    show();
    if (bar != null) {
      bar.close();
    }
  }
}
