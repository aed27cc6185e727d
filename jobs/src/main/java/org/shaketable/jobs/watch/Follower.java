package org.shaketable.jobs.watch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.Judge;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.lake.SweepNote;

/**
 * Follows a lake: reads each new file once and keeps what the page shows.
 *
 * <p>Of {@code runs} the news are read before those of {@code trajectories}, which are committed
 * first: so every run that is known has its trajectory. A pair is judged as the count of a sweep at
 * work does it, by its own twin alone; the analysis, which knows all clean runs, decides.
 */
public final class Follower {
  private static final int PAIRS = 6;
  private static final int FAILURES = 20;
  private static final String PARQUET = ".parquet";

  private final SparkSession spark;
  private final Lake lake;
  private final Configuration settings;
  private final TableTail runsTail;
  private final TableTail trajectoriesTail;
  private final Map<String, SeenRun> runs = new LinkedHashMap<>();
  private final Map<String, Points> points = new HashMap<>();
  private final Map<String, SeenRun> waiting = new LinkedHashMap<>();
  private final Map<List<String>, Tally> tallies = new TreeMap<>(Follower::inOrder);
  private final Map<List<String>, WorkloadRow> workloads = new HashMap<>();
  private final Deque<State.Pair> pairs = new ArrayDeque<>();
  private final Deque<State.Failure> failures = new ArrayDeque<>();

  /** A follower of a lake; it has read nothing yet. */
  public Follower(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
    this.settings = spark.sparkContext().hadoopConfiguration();
    this.runsTail = new TableTail(lake, "runs");
    this.trajectoriesTail = new TableTail(lake, "trajectories");
  }

  private static int inOrder(List<String> one, List<String> other) {
    return String.join("\n", one).compareTo(String.join("\n", other));
  }

  /** What there is now. */
  State now() throws IOException {
    readRuns();
    for (Path file : trajectoriesTail.news()) {
      ColumnReader.read(
          file,
          settings,
          Points.COLUMNS,
          row ->
              points
                  .computeIfAbsent(ColumnReader.text(row, "run_id"), id -> new Points())
                  .add(row));
    }
    judge();
    return state();
  }

  private void readRuns() throws IOException {
    for (Path file : runsTail.news()) {
      ColumnReader.read(
          file,
          settings,
          SeenRun.COLUMNS,
          row -> {
            SeenRun run = SeenRun.of(row);
            runs.put(run.id(), run);
            if (run.kind() != null && run.twin() != null) {
              waiting.put(run.id(), run);
            }
            if (run.failed() || run.diverged()) {
              keep(
                  failures,
                  FAILURES,
                  new State.Failure(
                      run.id(),
                      run.sweep(),
                      run.workload(),
                      run.family(),
                      run.status(),
                      run.message()));
            }
          });
    }
  }

  private static <T> void keep(Deque<T> newest, int most, T one) {
    newest.addFirst(one);
    if (newest.size() > most) {
      newest.removeLast();
    }
  }

  /** Judges the pairs of which both runs have ended; of those judged only clean runs stay. */
  private void judge() {
    for (Iterator<SeenRun> all = waiting.values().iterator(); all.hasNext(); ) {
      SeenRun run = all.next();
      SeenRun twin = runs.get(run.twin());
      if (twin != null) {
        all.remove();
        if (!run.failed() && !twin.failed()) {
          judge(run, twin);
        }
        points.remove(run.id());
      }
    }
  }

  private void judge(SeenRun run, SeenRun twin) {
    Optional<WorkloadRow> workload = workload(run);
    Points own = points.get(run.id());
    Points clean = points.get(twin.id());
    if (workload.isEmpty() || own == null || clean == null) {
      return;
    }
    boolean far = farBelow(run, own, twin, clean, workload.get());
    Tally tally =
        tallies.computeIfAbsent(
            List.of(run.sweep(), run.workload(), run.kind()), key -> new Tally());
    if (far) {
      tally.addFarBelow();
    } else {
      tally.addOther();
    }
    keep(
        pairs,
        PAIRS,
        new State.Pair(
            run.id(),
            run.sweep(),
            run.workload(),
            run.family() == null ? run.kind() : run.family(),
            run.magnitude(),
            run.schedule(),
            run.replicate(),
            far,
            own.steps(),
            own.performances(),
            clean.steps(),
            clean.performances()));
  }

  private static boolean farBelow(
      SeenRun run, Points own, SeenRun twin, Points clean, WorkloadRow workload) {
    Curve curve = own.curve(workload.performanceDirection(), run);
    Curve beside = clean.curve(workload.performanceDirection(), twin);
    Judge judge = Judge.of(List.of(beside), CollapseRules.of(workload.collapseRules()));
    return judge.scale().defined()
        ? judge.judge(curve, beside).collapse().isPresent()
        : run.diverged();
  }

  /** Workloads are few, and written before the first of their runs. */
  private Optional<WorkloadRow> workload(SeenRun run) {
    List<String> key =
        List.of(
            run.sweep(), run.workload(), run.configuration() == null ? "" : run.configuration());
    if (!workloads.containsKey(key)) {
      RecordCodec<WorkloadRow> codec = RecordCodec.of(WorkloadRow.class);
      for (Row row : lake.in(spark).read("workloads").collectAsList()) {
        WorkloadRow workload = codec.record(row);
        workloads.put(
            List.of(workload.sweep(), workload.workload(), workload.configuration()), workload);
      }
    }
    return Optional.ofNullable(workloads.get(key));
  }

  private State state() throws IOException {
    Optional<String> writing = LakeLock.holder(lake);
    List<State.Dimension> dimensions = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> dimensions.add(tally.state(key.get(0), key.get(1), key.get(2))));
    return new State(
        lake.toString(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        writing.orElse(null),
        sweeps(writing.isPresent()),
        dimensions,
        List.copyOf(pairs),
        List.copyOf(failures));
  }

  private List<State.Sweep> sweeps(boolean atWork) throws IOException {
    Map<String, SweepNote> notes = new TreeMap<>();
    SweepNote.of(lake).forEach(note -> notes.put(note.sweep(), note));
    Map<String, List<SeenRun>> ended = new TreeMap<>();
    notes.keySet().forEach(sweep -> ended.put(sweep, new ArrayList<>()));
    runs.values()
        .forEach(run -> ended.computeIfAbsent(run.sweep(), s -> new ArrayList<>()).add(run));
    List<State.Sweep> sweeps = new ArrayList<>();
    for (Map.Entry<String, List<SeenRun>> sweep : ended.entrySet()) {
      sweeps.add(
          sweep(
              sweep.getKey(),
              sweep.getValue(),
              Optional.ofNullable(notes.get(sweep.getKey())),
              atWork));
    }
    return sweeps;
  }

  private State.Sweep sweep(
      String name, List<SeenRun> ended, Optional<SweepNote> note, boolean atWork)
      throws IOException {
    long staged = staged(name);
    long done = ended.size() + staged;
    long left = note.map(n -> Math.max(0, n.expected() - done)).orElse(0L);
    double rate = note.map(n -> rate(n, done, atWork && left > 0)).orElse(0.0);
    return new State.Sweep(
        name,
        done,
        staged,
        left,
        rate,
        atWork && left > 0 && rate > 0 ? left / rate : null,
        ended.stream().filter(SeenRun::failed).count(),
        ended.stream().filter(SeenRun::diverged).count());
  }

  /** Runs a second since the process at work began; until its last commit where none is. */
  private double rate(SweepNote note, long done, boolean atWork) {
    Instant end = atWork ? Instant.now() : Instant.ofEpochMilli(runsTail.lastCommitMillis());
    double seconds = Duration.between(Instant.parse(note.since()), end).toMillis() / 1e3;
    return seconds > 0 ? Math.max(0, done - note.before()) / seconds : 0;
  }

  /** Runs in files that executors have written and the process at work has not committed. */
  private long staged(String sweep) throws IOException {
    long rows = 0;
    Path directory = new Path(new Path(lake.root(), "_staging"), sweep);
    try {
      for (FileStatus wave : lake.fileSystem().listStatus(directory)) {
        for (FileStatus file : lake.fileSystem().listStatus(wave.getPath())) {
          if (file.isFile() && file.getPath().getName().endsWith(PARQUET)) {
            rows += ColumnReader.count(file.getPath(), settings);
          }
        }
      }
    } catch (FileNotFoundException e) {
      // Nothing is staged, or it was committed in this moment.
      return 0;
    }
    return rows;
  }
}
