package org.shaketable.jobs.imports.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes what a reader finds in one file: values by run and series, and what it leaves out. */
public final class Gathering {
  private final Set<String> wanted;
  private final SkipCount skips = new SkipCount();
  private final Map<SortedMap<String, String>, GatheredRun> runs = new LinkedHashMap<>();
  private String refusal;
  private List<RunLog> logs;

  /** A gathering of the series of these names. */
  public Gathering(Set<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  /** One run of the file, by the variables that tell it from the others. */
  public GatheredRun run(SortedMap<String, String> variables) {
    return runs.computeIfAbsent(variables, key -> new GatheredRun());
  }

  /** The only run of a file that says nothing of runs. */
  public GatheredRun run() {
    return run(new TreeMap<>());
  }

  /** Whether a series is asked for. */
  public boolean wants(String series) {
    return wanted.contains(series);
  }

  /** Notes why the file holds no run that counts, though it can be read. */
  public void refuse(String why) {
    refusal = why;
  }

  /** Why the file holds no run that counts; empty where nothing is against it. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What is left out. */
  public SkipCount skips() {
    return skips;
  }

  /** The runs of a file that was read to its end, in the order in which it named them. */
  public List<RunLog> logs() {
    if (logs == null) {
      logs = runs.entrySet().stream().map(run -> run.getValue().log(run.getKey())).toList();
    }
    return logs;
  }

  /** Values of one run. */
  public final class GatheredRun {
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final Map<String, SeriesBuilder> series = new LinkedHashMap<>();
    private final Set<String> others = new TreeSet<>();
    private RunLog before;
    private long wentBackTo = RunLog.NO_RESTART;

    /** Notes a value. */
    public void value(String name, long step, double value) {
      if (wanted.contains(name)) {
        series.computeIfAbsent(name, key -> new SeriesBuilder()).add(step, value);
      } else {
        others.add(name);
      }
    }

    /** Notes something that the file says of the run and that tells it from no other. */
    public void fact(String name, String value) {
      facts.put(name, value);
    }

    /** What comes from here on was logged after the training was started again. */
    public void restarted() {
      restarted(RunLog.NO_RESTART);
    }

    /** Begins anew at the step to which the log says that the training went back. */
    public void restarted(long step) {
      before = joined();
      wentBackTo = step;
    }

    private RunLog joined() {
      SortedMap<String, Series> built = new TreeMap<>();
      series.forEach((name, values) -> built.put(name, values.build(name, skips)));
      series.clear();
      RunLog now = new RunLog(facts, built, others, wentBackTo);
      return before == null ? now : before.then(now, skips, "the same file");
    }

    private RunLog log(SortedMap<String, String> variables) {
      RunLog log = joined();
      SortedMap<String, String> said = new TreeMap<>(log.variables());
      said.putAll(variables);
      return new RunLog(said, log.series(), log.others(), log.restart());
    }
  }
}
