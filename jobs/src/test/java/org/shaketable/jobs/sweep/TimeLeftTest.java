package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of sweeps of the quickstart that were recorded run by run, each in a process of its own on two
 * cores: {@code paces-N.csv} has when a run ended, from the first task on, and how long it took.
 * Each began with every kernel still to be compiled, on a machine that other work kept busy (load
 * 15 to 36).
 */
class TimeLeftTest {
  private static final int CORES = 2;
  private static final double EVERY_SECONDS = 5;
  private static final double FACTOR = 1.5;

  private record Ended(double at, String workload, double seconds) {
    static Ended of(String line) {
      String[] cells = line.split(",", -1);
      return new Ended(Double.parseDouble(cells[0]), cells[1], Double.parseDouble(cells[2]));
    }
  }

  /** What was told at some time, and what was true. */
  private record Told(double at, OptionalDouble seconds, double truth) {
    boolean wrong() {
      double ratio = seconds.orElse(truth) / truth;
      return ratio > FACTOR || ratio < 1 / FACTOR;
    }
  }

  private static List<Ended> recorded(String name) throws IOException {
    try (var in = TimeLeftTest.class.getResourceAsStream("paces-" + name + ".csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(Ended::of)
          .toList();
    }
  }

  private static Map<String, Long> planned(List<Ended> runs) {
    return runs.stream().collect(Collectors.groupingBy(Ended::workload, Collectors.counting()));
  }

  private static Map<String, TimeLeft.Spent> spent(List<Ended> done) {
    return done.stream()
        .collect(
            Collectors.toMap(
                Ended::workload,
                run -> new TimeLeft.Spent(1, run.seconds()),
                (a, b) -> new TimeLeft.Spent(a.runs() + b.runs(), a.seconds() + b.seconds())));
  }

  /** What is told every few seconds, until a few before the end. */
  private static List<Told> told(List<Ended> runs) {
    TimeLeft left = new TimeLeft(planned(runs));
    double end = runs.get(runs.size() - 1).at();
    List<Told> all = new ArrayList<>();
    for (double at = EVERY_SECONDS; at < end - 2 * EVERY_SECONDS; at += EVERY_SECONDS) {
      double now = at;
      left.look(now, spent(runs.stream().filter(run -> run.at() <= now).toList()));
      all.add(new Told(now, left.seconds(CORES), end - now));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void everyFigureOfARecordedSweepIsWithinAFactorOfOneAndAHalf(String name) throws IOException {
    List<Ended> runs = recorded(name);
    double end = runs.get(runs.size() - 1).at();
    List<Told> said = told(runs).stream().filter(told -> told.seconds().isPresent()).toList();

    assertThat(said).filteredOn(Told::wrong).isEmpty();
    assertThat(said.get(0).at()).isLessThan(0.4 * end);
    assertThat(said).hasSizeGreaterThan((int) (0.5 * end / EVERY_SECONDS));
  }

  /** Runs so far by their time so far, as it was told before. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void aRateFromTheStartOnIsWrongOnTheSame(String name) throws IOException {
    List<Ended> runs = recorded(name);
    double end = runs.get(runs.size() - 1).at();
    double at = EVERY_SECONDS * Math.floor(0.3 * end / EVERY_SECONDS);
    long done = runs.stream().filter(run -> run.at() <= at).count();

    assertThat(new Told(at, OptionalDouble.of((runs.size() - done) * at / done), end - at).wrong())
        .isTrue();
  }

  /** By the median time of the first runs of each workload, as the first line told it before. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void theFirstRunsAreWrongOnTheSame(String name) throws IOException {
    List<Ended> runs = recorded(name);
    double end = runs.get(runs.size() - 1).at();
    double at = runs.get(5).at();
    double told = 0;
    for (String workload : planned(runs).keySet()) {
      List<Double> pair =
          runs.stream()
              .filter(run -> run.workload().equals(workload))
              .limit(2)
              .map(Ended::seconds)
              .toList();
      told += (pair.get(0) + pair.get(1)) / 2 * planned(runs).get(workload) / CORES;
    }

    assertThat(told / (end - at)).isGreaterThan(2);
  }

  private static List<Ended> even(int runs, double each) {
    List<Ended> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(new Ended((i / CORES + 1) * each, "w", each));
    }
    return all;
  }

  @Test
  void ofLongRunsAWindowIsTwoMinutes() {
    List<Told> said = told(even(40, 300));

    assertThat(said).filteredOn(told -> told.at() < 600).allMatch(told -> told.seconds().isEmpty());
    assertThat(said)
        .filteredOn(told -> told.at() >= 600)
        .allMatch(
            told ->
                told.seconds().isPresent()
                    && Math.abs(told.seconds().getAsDouble() - told.truth()) <= 300);
  }

  @Test
  void nothingIsToldOfAWorkloadThatHasNotBegun() {
    TimeLeft left = new TimeLeft(Map.of("w", 100L, "later", 1L));
    for (int i = 1; i <= 30; i++) {
      left.look(i, Map.of("w", new TimeLeft.Spent(2L * i, 2.0 * i)));
    }
    assertThat(left.seconds(CORES)).isEmpty();
  }

  @Test
  void nothingIsLeftWhenAllIsDone() {
    TimeLeft left = new TimeLeft(Map.of("w", 20L));
    left.look(3, Map.of("w", new TimeLeft.Spent(20, 6)));
    assertThat(left.seconds(CORES)).hasValue(0);
  }

  @Test
  void manyLooksAreThinnedAndTellTheSame() {
    List<Told> said = told(even(4400, 10));
    assertThat(
            Collections.max(
                said.stream()
                    .map(told -> Math.abs(told.seconds().orElse(told.truth()) - told.truth()))
                    .toList()))
        .isLessThan(20);
  }
}
