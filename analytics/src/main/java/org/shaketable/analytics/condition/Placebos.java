package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.PairedOutcome;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * The placebo of each disturbed run: of the same configuration, level of stochasticity, schedule
 * and seed. A composition has that of its schedules, each named once.
 */
public final class Placebos {
  private final Map<Key, JudgedRun> placebos = new HashMap<>();

  private record Key(
      ConfigurationKey configuration, String stochasticity, String schedule, int replicate) {
    static Key of(JudgedRun run) {
      String schedules =
          Arrays.stream(run.condition().schedule().split("\\+"))
              .distinct()
              .collect(Collectors.joining("+"));
      return new Key(
          run.key(), run.condition().stochasticity(), schedules, run.facts().replicate());
    }
  }

  /** The placebos among judged runs. */
  public Placebos(List<JudgedRun> judged) {
    JudgedRun.placebos(judged).forEach(run -> placebos.put(Key.of(run), run));
  }

  /** Whether a sweep has none. */
  public boolean none() {
    return placebos.isEmpty();
  }

  /** The placebo beside a disturbed run. */
  public Optional<JudgedRun> beside(JudgedRun run) {
    return Optional.ofNullable(placebos.get(Key.of(run)));
  }

  /** An outcome of a run and of its placebo. */
  public PairedOutcome pair(Outcome outcome, JudgedRun run) {
    ToDoubleFunction<JudgedRun> value = value(outcome);
    return new PairedOutcome(
        run.facts().replicate(),
        value.applyAsDouble(run),
        beside(run).map(value::applyAsDouble).orElse(Double.NaN));
  }

  private static ToDoubleFunction<JudgedRun> value(Outcome outcome) {
    return switch (outcome) {
      case LOST -> JudgedRun::lost;
      case COLLAPSED -> run -> run.learned() ? run.collapsed() ? 1 : 0 : Double.NaN;
      case RETAINED_PERFORMANCE -> JudgedRun::retainedPerformance;
      case RECOVERED -> JudgedRun::recovery;
      case SPIKE_FREE -> run -> 1 - run.spikeScore();
    };
  }
}
