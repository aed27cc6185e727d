package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.schedule.Schedule;

/** Acts carried out by the book do to what is played what the disturbance does, bit for bit. */
class PlayActTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 3;
  private static final int CHOICES = 4;
  private static final float[] SCALE = {0.5f, 2, 0.1f};

  private static final Set<Surface> PLAY =
      Set.of(
          Surface.INPUTS, Surface.OBSERVATIONS, Surface.ACTIONS, Surface.REWARDS, Surface.TARGETS);

  private float[][] placed = new float[0][];
  private int[] before = new int[ROWS];
  private final Boolean[] failed = new Boolean[ROWS];
  private double squares;

  static Stream<Perturbation> perturbations() {
    return Stream.of(
        new InputNoise(0.5),
        new FeatureDrift(2),
        new SensorBlackout(0.4, 3.0),
        new SensorBlackout(1, 3.0),
        new DelayedObservations(2.4),
        new ActionNoise(0.4),
        new StickyActions(0.4),
        new RewardNoise(0.5),
        new RewardScale(1.5, null),
        new RewardDelay(1.3),
        new RewardSparsification(0.4),
        new SignalFlip(0.4),
        new TargetNoise(0.5));
  }

  private static Surface surface(Perturbation perturbation) {
    List<Surface> played =
        perturbation.family().surfaces().stream().filter(PLAY::contains).toList();
    assertThat(played).hasSize(1);
    return played.get(0) == Surface.INPUTS ? Surface.OBSERVATIONS : played.get(0);
  }

  private static Shaker shaker(Perturbation perturbation) {
    Exposure exposure = new Exposure(perturbation, new Schedule.Always());
    return new Shaker(List.of(exposure), 5, Bench.HORIZON);
  }

  private static float[] values(Surface surface, long step) {
    float[] values = new float[surface == Surface.OBSERVATIONS ? ROWS * COLUMNS : ROWS];
    if (surface == Surface.ACTIONS) {
      RandomStream random = RandomStream.of(3, "actions", step);
      for (int i = 0; i < ROWS; i++) {
        values[i] = random.nextInt(CHOICES);
      }
    } else {
      Gaussian.add(values, 0, values.length, 1, RandomStream.of(3, "values", step));
    }
    return values;
  }

  private static void disturb(Shaker shaker, Surface surface, long step, float[] values) {
    switch (surface) {
      case OBSERVATIONS ->
          shaker.inputs(step, step, new Inputs(values, 0, ROWS, COLUMNS, COLUMNS, SCALE));
      case REWARDS -> shaker.rewards(step, step, values, ROWS);
      case TARGETS -> shaker.targets(step, step, values, ROWS);
      default -> {
        int[] actions = whole(values);
        shaker.actions(step, step, actions, ROWS, CHOICES);
        for (int i = 0; i < ROWS; i++) {
          values[i] = actions[i];
        }
      }
    }
  }

  private static int[] whole(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) values[i];
    }
    return whole;
  }

  @Test
  void everyFamilyThatTouchesPlayIsHere() {
    List<String> families =
        perturbations().map(perturbation -> perturbation.family().name()).distinct().toList();
    assertThat(families)
        .containsExactlyInAnyOrderElementsOf(
            Families.all().stream()
                .map(Families.Entry::family)
                .filter(family -> !Collections.disjoint(family.surfaces(), PLAY))
                .map(Family::name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("perturbations")
  void actsDoWhatTheDisturbanceDoes(Perturbation perturbation) {
    Shaker here = shaker(perturbation);
    Shaker there = shaker(perturbation);
    Surface surface = surface(perturbation);
    int size = values(surface, 0).length;
    long kept = perturbation.inPlay().orElseThrow().kept(ROWS, COLUMNS);
    placed = new float[(int) kept / size][];
    List<Boolean> changed = new ArrayList<>();
    for (long step = 1; step < 20; step++) {
      float[] disturbed = values(surface, step);
      disturb(here, surface, step, disturbed);
      float[] acted = values(surface, step);
      for (PlayAct.Of act : there.inPlay(surface, step, step)) {
        assertThat(act.exposure()).isZero();
        act(act.act(), acted);
      }
      assertThat(acted).isEqualTo(disturbed);
      changed.add(!Arrays.equals(acted, values(surface, step)));
    }
    assertThat(changed).contains(true);
    there.acted(0, 12, 4);
    boolean root = perturbation instanceof RewardNoise || perturbation instanceof TargetNoise;
    assertThat(there.realisedMagnitudes()).containsExactly(root ? Math.sqrt(3) : 3);
  }

  private void act(PlayAct act, float[] v) {
    if (act instanceof PlayAct.ColumnNoise noise) {
      float[] added = new float[v.length];
      Gaussian.add(added, 0, v.length, noise.sigma(), RandomStream.ofKey(noise.key()));
      for (int i = 0; i < v.length; i++) {
        v[i] += added[i] * SCALE[i % COLUMNS];
      }
    } else if (act instanceof PlayAct.Drift drift) {
      drift(drift, v);
    } else if (act instanceof PlayAct.Failure failure) {
      fail(failure, v);
    } else if (act instanceof PlayAct.Delay delay) {
      placed[delay.put()] = v.clone();
      float[] taken = v.length == ROWS && delay.none() ? new float[ROWS] : placed[delay.take()];
      System.arraycopy(taken, 0, v, 0, v.length);
      assertThat(delay.age()).isLessThanOrEqualTo(delay.lag());
    } else if (act instanceof PlayAct.Uniform uniform) {
      RandomStream random = RandomStream.ofKey(uniform.key());
      for (int i = 0; i < ROWS; i++) {
        v[i] = random.nextDouble() < uniform.share() ? random.nextInt(CHOICES) : v[i];
      }
    } else if (act instanceof PlayAct.Repeat repeat) {
      for (int i = 0; i < ROWS; i++) {
        boolean repeats = !repeat.first() && draw(repeat.key(), i) < repeat.share();
        v[i] = repeats ? before[i] : v[i];
      }
      before = whole(v);
    } else if (act instanceof PlayAct.RewardNoise noise) {
      for (float reward : v) {
        squares += (double) reward * reward;
      }
      double rms = Math.sqrt(squares / (noise.events() * ROWS));
      float sigma = (float) (noise.magnitude() * rms);
      Gaussian.add(v, 0, ROWS, sigma, RandomStream.ofKey(noise.key()));
    } else if (act instanceof PlayAct.TargetNoise noise) {
      targetNoise(noise, v);
    } else {
      each(act, v);
    }
  }

  private static void drift(PlayAct.Drift drift, float[] v) {
    RandomStream random = RandomStream.ofKey(drift.directions());
    for (int j = 0; j < COLUMNS; j++) {
      int direction = random.nextInt(2) == 0 ? -1 : 1;
      for (int i = j; i < v.length; i += COLUMNS) {
        v[i] += (float) (drift.shift() * direction * SCALE[j]);
      }
    }
  }

  private void fail(PlayAct.Failure act, float[] v) {
    double share = act.share();
    double length = Math.max(act.length(), share < 1 ? share / (1 - share) : act.length());
    for (int i = 0; i < ROWS; i++) {
      double u = draw(act.key(), i);
      if (failed[i] == null || share == 1) {
        failed[i] = u < share;
      } else {
        failed[i] = failed[i] ? u >= 1 / length : u < share / ((1 - share) * length);
      }
      for (int j = 0; failed[i] && j < COLUMNS; j++) {
        v[i * COLUMNS + j] = 0;
      }
    }
  }

  private static void targetNoise(PlayAct.TargetNoise noise, float[] v) {
    double sum = 0;
    for (float value : v) {
      sum += value;
    }
    double apart = 0;
    for (float value : v) {
      apart += (value - sum / v.length) * (value - sum / v.length);
    }
    float sigma = (float) (noise.magnitude() * Math.sqrt(apart / v.length));
    Gaussian.add(v, 0, v.length, sigma, RandomStream.ofKey(noise.key()));
  }

  private static void each(PlayAct act, float[] v) {
    for (int i = 0; i < v.length; i++) {
      if (act instanceof PlayAct.Zero zero && draw(zero.key(), i) < zero.share()) {
        v[i] = 0;
      } else if (act instanceof PlayAct.Negate negate && draw(negate.key(), i) < negate.share()) {
        v[i] = -v[i];
      } else if (act instanceof PlayAct.Scale scale) {
        v[i] *= scale.factor();
      }
    }
  }

  private static double draw(long key, int number) {
    RandomStream random = RandomStream.ofKey(key);
    for (int i = 0; i < number; i++) {
      random.nextLong();
    }
    return random.nextDouble();
  }

  @Test
  void aFamilyWithoutActsSaysSo() {
    Shaker shaker = shaker(new TokenCorruption(0.5));
    assertThat(shaker.inPlay(Surface.REWARDS, 0, 0)).isEmpty();
    assertThat(Hooks.NONE.inPlay(Surface.REWARDS, 0, 0)).isEmpty();
    assertThatThrownBy(() -> shaker.inPlay(Surface.TOKENS, 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot disturb what is held elsewhere by family token-corruption");
  }
}
