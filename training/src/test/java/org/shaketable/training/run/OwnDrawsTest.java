package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Dimension;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Family;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Selection;
import org.shaketable.perturbation.Shaker;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * A disturbed learner goes the same way through its code: the same steps, the same number of events
 * at each hook, and the samples and tokens that it draws itself are those of its clean twin.
 */
class OwnDrawsTest {
  private static final long SEED = 11;
  private static final Map<String, Watched> CLEAN = new java.util.concurrent.ConcurrentHashMap<>();

  /** Counts events, and keeps a hash of what the learner drew, before a disturbance touches it. */
  private static final class Watched implements Hooks {
    private final Hooks hooks;
    private final Map<Surface, Long> events = new EnumMap<>(Surface.class);
    private long drawn;
    private long steps;

    Watched(Hooks hooks) {
      this.hooks = hooks;
    }

    private void count(Surface surface) {
      events.merge(surface, 1L, Long::sum);
    }

    private void drew(int[] values, int count) {
      for (int i = 0; i < count; i++) {
        drawn = 31 * drawn + values[i];
      }
    }

    @Override
    public void start(float[] parameters, ParameterLayout layout) {
      hooks.start(parameters, layout);
    }

    @Override
    public void gradient(long step, long event, float[] gradient, ParameterLayout layout) {
      count(Surface.GRADIENT);
      hooks.gradient(step, event, gradient, layout);
    }

    @Override
    public void optimizerState(long step, long event, float[] memory, ParameterLayout layout) {
      count(Surface.OPTIMIZER_STATE);
      hooks.optimizerState(step, event, memory, layout);
    }

    @Override
    public void parameters(long step, long event, float[] parameters, ParameterLayout layout) {
      count(Surface.PARAMETERS);
      hooks.parameters(step, event, parameters, layout);
    }

    @Override
    public void inputs(long step, long event, Inputs inputs) {
      count(Surface.INPUTS);
      hooks.inputs(step, event, inputs);
    }

    @Override
    public void samples(long step, long event, Selection selection) {
      count(Surface.SAMPLES);
      drew(selection.indices(), selection.count());
      hooks.samples(step, event, selection);
    }

    @Override
    public void tokens(long step, long event, int[] tokens, int count, int vocabulary) {
      count(Surface.TOKENS);
      hooks.tokens(step, event, tokens, count, vocabulary);
    }

    @Override
    public void actions(long step, long event, int[] actions, int count, int choices) {
      count(Surface.ACTIONS);
      hooks.actions(step, event, actions, count, choices);
    }

    @Override
    public void actions(long step, long event, Inputs actions) {
      count(Surface.ACTIONS);
      hooks.actions(step, event, actions);
    }

    @Override
    public void physics(long step, long event, Map<String, Double> constants) {
      count(Surface.PHYSICS);
      hooks.physics(step, event, constants);
    }

    @Override
    public void rewards(long step, long event, float[] rewards, int count) {
      count(Surface.REWARDS);
      hooks.rewards(step, event, rewards, count);
    }

    @Override
    public void labels(long step, long event, int[] labels, int count, int classes) {
      count(Surface.LABELS);
      hooks.labels(step, event, labels, count, classes);
    }

    @Override
    public void targets(long step, long event, float[] targets, int count) {
      count(Surface.TARGETS);
      hooks.targets(step, event, targets, count);
    }

    @Override
    public double setting(Surface surface, long step, long event, double value) {
      count(surface);
      return hooks.setting(surface, step, event, value);
    }
  }

  static Stream<Arguments> applicable() {
    return Stream.of(
            Workloads.classification(),
            Workloads.cartPole(),
            Workloads.dqn(),
            Workloads.pretraining())
        .flatMap(
            workload ->
                Families.all().stream()
                    .filter(entry -> entry.family().appliesTo(workload.learner().surfaces()))
                    .map(
                        entry ->
                            Arguments.of(workload.name(), entry.family().name(), workload, entry)));
  }

  /** Enough to be felt; what is done to the parameters piles up from update to update. */
  private static double magnitude(Family family) {
    return family.dimension() == Dimension.PARAMETER ? 0.1 : family.largest() <= 1 ? 0.2 : 1;
  }

  private static Watched trained(Workload workload, Hooks hooks) {
    Watched watched = new Watched(hooks);
    Trainee trainee =
        workload.learner().begin(workload, Stochasticity.NONE, Streams.of(SEED), watched);
    try {
      trainee.advance(workload.learner().steps());
    } catch (Diverged end) {
      throw new AssertionError("Small magnitudes do not diverge", end);
    }
    watched.steps = trainee.step();
    return watched;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("applicable")
  void theLearnersOwnPathIsThatOfItsTwin(
      String name, String family, Workload workload, Families.Entry entry) {
    Watched clean = CLEAN.computeIfAbsent(name, key -> trained(workload, Hooks.NONE));
    Perturbation perturbation =
        (Perturbation)
            Settings.of(
                entry.type().asSubclass(Record.class),
                Map.of("magnitude", magnitude(entry.family())));
    Shaker shaker =
        new Shaker(
            List.of(new Exposure(perturbation, new Schedule.Always())), SEED, workload.horizon());
    Watched shaken = trained(workload, shaker);
    assertThat(shaken.steps).isEqualTo(clean.steps);
    assertThat(shaken.events).isEqualTo(clean.events);
    if (!entry.family().surfaces().contains(Surface.BATCH_SIZE)) {
      assertThat(shaken.drawn).isEqualTo(clean.drawn);
    }
  }
}
