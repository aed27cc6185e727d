package org.shaketable.jobs.sweep;

import java.io.PrintStream;
import java.text.DecimalFormat;
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
  private final ProgressBar bar;
  private final ScheduledExecutorService clock;

  /** Shows {@code pace} until closed. */
  Progress(Supplier<RunCounts> pace, PrintStream out) {
    this.pace = pace;
    this.out = out;
    this.bar = System.console() == null ? null : bar(pace.get());
    this.clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("progress"));
    long every = bar == null ? LINE_MILLIS : BAR_MILLIS;
    var unused = clock.scheduleAtFixedRate(this::show, every, every, TimeUnit.MILLISECONDS);
  }

  private static ProgressBar bar(RunCounts start) {
    return new ProgressBarBuilder()
        .setInitialMax(start.all())
        .startsFrom(start.done(), java.time.Duration.ZERO)
        .setTaskName("Training")
        .setUnit(" runs", 1)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
        .setUpdateIntervalMillis((int) BAR_MILLIS)
        .showSpeed(new DecimalFormat("0.0"))
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private void show() {
    RunCounts now = pace.get();
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
