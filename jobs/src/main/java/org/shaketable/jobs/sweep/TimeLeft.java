package org.shaketable.jobs.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long a sweep still takes: what is left of each workload by the mean time of its latest runs,
 * over the cores and the share of their time that went into runs lately.
 *
 * <p>The first runs wait for the compiler, up to tenfold, and a sweep's runs of one workload do not
 * take as long as those of another. So nothing is said before two windows of each workload tell
 * about the same: of a third of its runs so far each, of {@value #LEAST_RUNS} at least, or, where
 * runs are long and warm after the first of them, of {@value #LEAST_SECONDS} seconds.
 */
final class TimeLeft {
  static final int LEAST_RUNS = 8;
  static final int LEAST_SECONDS = 120;
  private static final int SHARE = 3;

  /** The later window over the one before, of all that is left. */
  private static final double FALLS = 0.8;

  private static final double RISES = 1.3;

  /** Of a window of few runs one may have begun long before. */
  private static final double LEAST_USE = 0.3;

  private static final int MOST_LOOKS = 2048;

  /** Runs that ended, and the seconds that they took. */
  record Spent(long runs, double seconds) {
    static final Spent NOTHING = new Spent(0, 0);

    Spent minus(Spent before) {
      return new Spent(runs - before.runs, seconds - before.seconds);
    }

    double mean() {
      return seconds / runs;
    }

    private boolean enough(long least) {
      return runs >= least || runs > 0 && seconds >= LEAST_SECONDS;
    }
  }

  /** What had been spent at some time. */
  private record Look(double at, Map<String, Spent> spent) {
    Spent of(String workload) {
      return spent.getOrDefault(workload, Spent.NOTHING);
    }
  }

  private final Map<String, Long> planned;
  private final List<Look> looks = new ArrayList<>();

  /**
   * A sweep at its start.
   *
   * @param planned runs to be trained of each workload
   */
  TimeLeft(Map<String, Long> planned) {
    this.planned = Map.copyOf(planned);
    looks.add(new Look(0, Map.of()));
  }

  /**
   * Takes note of what was spent so far.
   *
   * @param at seconds since the start
   * @param spent by workload
   */
  void look(double at, Map<String, Spent> spent) {
    if (!latest().spent().equals(spent)) {
      looks.add(new Look(at, Map.copyOf(spent)));
    }
    if (looks.size() > MOST_LOOKS) {
      for (int i = looks.size() - 2; i > 0; i -= 2) {
        looks.remove(i);
      }
    }
  }

  private Look latest() {
    return looks.get(looks.size() - 1);
  }

  /** The latest look at which a window of a workload began that is enough and ends with one. */
  private int begin(String workload, int end) {
    Spent all = latest().of(workload);
    long least = Math.max(LEAST_RUNS, all.runs() / SHARE);
    int begin = end;
    while (begin >= 0
        && !looks.get(end).of(workload).minus(looks.get(begin).of(workload)).enough(least)) {
      begin--;
    }
    return begin;
  }

  /** Seconds that are left on so many cores; empty while that is not known. */
  OptionalDouble seconds(int cores) {
    int last = looks.size() - 1;
    int first = last;
    double now = 0;
    double before = 0;
    for (Map.Entry<String, Long> workload : planned.entrySet()) {
      String name = workload.getKey();
      long left = workload.getValue() - latest().of(name).runs();
      if (left <= 0) {
        continue;
      }
      int middle = begin(name, last);
      int begin = middle < 0 ? -1 : begin(name, middle);
      if (begin < 0) {
        return OptionalDouble.empty();
      }
      now += left * between(name, middle, last).mean();
      before += left * between(name, begin, middle).mean();
      first = Math.min(first, middle);
    }
    return now < FALLS * before || now > RISES * before
        ? OptionalDouble.empty()
        : OptionalDouble.of(now / cores / use(first, cores));
  }

  private Spent between(String workload, int from, int to) {
    return looks.get(to).of(workload).minus(looks.get(from).of(workload));
  }

  /** The share of the cores' time since a look that went into runs. */
  private double use(int from, int cores) {
    double passed = latest().at() - looks.get(from).at();
    double spent =
        planned.keySet().stream()
            .mapToDouble(name -> between(name, from, looks.size() - 1).seconds())
            .sum();
    return passed > 0 ? Math.min(1, Math.max(LEAST_USE, spent / passed / cores)) : 1;
  }
}
