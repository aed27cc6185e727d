package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.schedule.Schedule;

/** Acts carried out by the book do to a vector what the disturbance does, bit for bit. */
class VectorActTest {
  private static final ParameterLayout LAYOUT = Bench.LAYOUT;
  private static final Set<Surface> VECTORS =
      Set.of(Surface.GRADIENT, Surface.PARAMETERS, Surface.OPTIMIZER_STATE);

  static Stream<Perturbation> perturbations() {
    return Stream.of(
        new GradientNoise(0.5),
        new GradientDropout(0.3),
        new GradientSignFlip(0.3),
        new GradientQuantisation(18.5),
        new LossScale(1.5, null),
        new WeightNoise(0.5),
        new WeightMasking(0.3),
        new WeightQuantisation(19.2),
        new WeightScaling(1.5, ScaleDirection.DOWN),
        new WeightKick(3),
        new LayerReset(0.5),
        new OptimizerReset(0.4),
        new StaleGradients(3.4));
  }

  private static Surface surface(Perturbation perturbation) {
    return perturbation.family().surfaces().iterator().next();
  }

  private static float[] vector(long step) {
    float[] values = new float[LAYOUT.size()];
    Gaussian.add(values, 0, values.length, 1, RandomStream.of(3, "vector", step));
    return values;
  }

  private static Shaker shaker(Perturbation perturbation) {
    Exposure exposure = new Exposure(perturbation, new Schedule.Always());
    return new Shaker(List.of(exposure), 5, Bench.HORIZON);
  }

  @Test
  void everyFamilyThatTouchesVectorsIsHere() {
    List<String> families = new ArrayList<>();
    perturbations().forEach(perturbation -> families.add(perturbation.family().name()));
    assertThat(families)
        .containsExactlyInAnyOrderElementsOf(
            Families.all().stream()
                .map(Families.Entry::family)
                .filter(family -> family.surfaces().stream().anyMatch(VECTORS::contains))
                .map(Family::name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("perturbations")
  void actsDoWhatTheDisturbanceDoes(Perturbation perturbation) {
    Shaker here = shaker(perturbation);
    Shaker there = shaker(perturbation);
    float[] initial = vector(0);
    float[][] kept = new float[perturbation.kept()][];
    here.start(initial, LAYOUT);
    List<Double> ages = new ArrayList<>();
    for (long step = 1; step < 12; step++) {
      float[] disturbed = vector(step);
      switch (surface(perturbation)) {
        case GRADIENT -> here.gradient(step, step, disturbed, LAYOUT);
        case PARAMETERS -> here.parameters(step, step, disturbed, LAYOUT);
        default -> here.optimizerState(step, step, disturbed, LAYOUT);
      }
      float[] acted = vector(step);
      for (VectorAct.Of act : there.acts(surface(perturbation), step, step, LAYOUT)) {
        assertThat(act.exposure()).isZero();
        if (act.act() instanceof VectorAct.Delay delay) {
          kept[delay.put()] = acted.clone();
          System.arraycopy(kept[delay.take()], 0, acted, 0, acted.length);
          ages.add((double) delay.age());
        } else {
          act(act.act(), acted, initial);
        }
      }
      assertThat(acted).isEqualTo(disturbed).isNotEqualTo(vector(step + 100));
    }
    if (!ages.isEmpty()) {
      assertThat(here.realisedMagnitudes())
          .containsExactly(ages.stream().mapToDouble(age -> age).sum() / ages.size());
    }
    there.acted(0, 12, 4);
    boolean root = perturbation instanceof WeightNoise;
    assertThat(there.realisedMagnitudes()).containsExactly(root ? Math.sqrt(3) : 3);
  }

  private static void act(VectorAct act, float[] v, float[] initial) {
    if (act instanceof VectorAct.Noise noise) {
      float sigma = (float) (noise.magnitude() * Rms.of(v, 0, v.length));
      Gaussian.add(v, 0, v.length, sigma, RandomStream.ofKey(noise.key()));
    } else if (act instanceof VectorAct.TensorNoise noise) {
      RandomStream random = RandomStream.ofKey(noise.key());
      for (Tensor tensor : LAYOUT.tensors()) {
        double rms = Rms.of(v, tensor.offset(), tensor.size());
        Gaussian.add(v, tensor.offset(), tensor.size(), (float) (noise.magnitude() * rms), random);
      }
    } else if (act instanceof VectorAct.Round round) {
      Significand.round(v, v.length, round.bits());
    } else if (act instanceof VectorAct.Kick kick) {
      Tensor tensor =
          LAYOUT.tensors().stream().filter(t -> kick.index() < t.end()).findFirst().orElseThrow();
      double rms = Rms.of(v, tensor.offset(), tensor.size());
      v[kick.index()] += (float) (kick.sign() * kick.magnitude() * rms);
    } else if (act instanceof VectorAct.Restore restore) {
      for (int i = 0; i < LAYOUT.tensors().size(); i++) {
        Tensor tensor = LAYOUT.tensors().get(i);
        if ((restore.tensors() >> i & 1) != 0) {
          System.arraycopy(initial, tensor.offset(), v, tensor.offset(), tensor.size());
        }
      }
    } else {
      each(act, v);
    }
  }

  private static void each(VectorAct act, float[] v) {
    for (int i = 0; i < v.length; i++) {
      if (act instanceof VectorAct.Zero zero && strikes(zero.key(), i, zero.share())) {
        v[i] = 0;
      } else if (act instanceof VectorAct.Negate negate
          && strikes(negate.key(), i, negate.share())) {
        v[i] = -v[i];
      } else if (act instanceof VectorAct.Scale scale) {
        v[i] *= scale.factor();
      }
    }
  }

  private static boolean strikes(long key, int entry, double share) {
    RandomStream random = RandomStream.ofKey(key);
    for (int i = 0; i < entry; i++) {
      random.nextLong();
    }
    return random.nextDouble() < share;
  }

  @Test
  void aFamilyWithoutActsSaysSo() {
    Shaker shaker = shaker(new InputNoise(2));
    assertThatThrownBy(() -> shaker.acts(Surface.INPUTS, 0, 0, LAYOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot disturb what is held elsewhere by family input-noise");
    assertThat(Hooks.NONE.acts(Surface.GRADIENT, 0, 0, LAYOUT)).isEmpty();
    assertThat(Hooks.NONE.realisedMagnitudes()).isEmpty();
  }
}
