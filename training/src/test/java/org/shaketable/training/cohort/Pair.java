package org.shaketable.training.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Shaker;
import org.shaketable.random.Streams;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training twice: here and in a cohort. */
public record Pair(Trainee here, Shaker hereShaker, Trainee there, Shaker thereShaker) {

  public static Pair of(
      Workload workload, Stochasticity level, long seed, List<Exposure> exposures) {
    Streams streams = Streams.of(seed);
    Shaker here = new Shaker(exposures, seed, workload.horizon());
    Shaker there = new Shaker(exposures, seed, workload.horizon());
    return new Pair(
        workload.learner().begin(workload, level, streams, here),
        here,
        workload.learner().begin(workload, level, streams, there),
        there);
  }

  /** A training for each of these exposures, with one seed. */
  public static List<Pair> each(Workload workload, long seed, List<Exposure> exposures) {
    return exposures.stream()
        .map(exposure -> of(workload, Stochasticity.NONE, seed, List.of(exposure)))
        .toList();
  }

  /** How the one in a cohort has ended, if it has. */
  public Optional<Diverged> end(long until) {
    return end(there, until);
  }

  /** Trains and compares with each of some exposures, all of which the cohort takes. */
  public static void compareEach(Gpu gpu, Workload workload, List<Exposure> exposures)
      throws Exception {
    assertThat(exposures).isNotEmpty();
    assertThat(exposures)
        .allMatch(exposure -> TraineeCohort.refusal(workload, List.of(exposure)).isEmpty());
    compare(gpu, workload, each(workload, 5, exposures));
  }

  /** Trains all pairs and compares them at every evaluation. */
  public static void compare(Gpu gpu, Workload workload, List<Pair> pairs) throws Exception {
    boolean[] going = new boolean[pairs.size()];
    Arrays.fill(going, true);
    List<Trainee> there = pairs.stream().map(Pair::there).toList();
    try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, there)) {
      for (int index = 0; index <= 10; index++) {
        long until = workload.horizon().stepOf(index);
        cohort.advance(until);
        for (int i = 0; i < pairs.size(); i++) {
          if (going[i]) {
            going[i] = compare(pairs.get(i), index, until, "run " + i + " at evaluation " + index);
          }
        }
      }
    }
  }

  /** Whether the two go on. */
  private static boolean compare(Pair pair, int index, long until, String what) {
    Optional<Diverged> end = end(pair.here(), until);
    Optional<Diverged> found = end(pair.there(), until);
    assertThat(found.map(d -> d.getMessage() + d.step()))
        .as(what)
        .isEqualTo(end.map(d -> d.getMessage() + d.step()));
    assertThat(pair.there().step()).as(what).isEqualTo(pair.here().step());
    assertThat(pair.there().parameters()).as(what).isEqualTo(pair.here().parameters());
    assertThat(magnitude(pair.there(), pair.thereShaker()))
        .as(what)
        .isEqualTo(magnitude(pair.here(), pair.hereShaker()));
    if (end.isEmpty() && index % 5 < 2) {
      Measurement here = pair.here().measure(index);
      Measurement there = pair.there().measure(index);
      assertThat(there).as(what).isEqualTo(here);
    }
    return end.isEmpty();
  }

  private static Optional<Diverged> end(Trainee trainee, long until) {
    try {
      trainee.advance(until);
      return Optional.empty();
    } catch (Diverged end) {
      return Optional.of(end);
    }
  }

  /** A Double: of two NaNs it says that they are equal. */
  private static Double magnitude(Trainee trainee, Shaker shaker) {
    double asked = shaker.realisedMagnitudes().stream().findFirst().orElse(Double.NaN);
    return trainee.realisedMagnitude().orElse(asked);
  }
}
