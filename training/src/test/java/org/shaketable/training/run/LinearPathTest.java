package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.training.workload.Workload;

class LinearPathTest {

  /** Parameters of the workload's clean run at each of its evaluations. */
  private static List<float[]> kept(RunSpec spec) {
    List<float[]> kept = new ArrayList<>();
    Twin.of(spec, (evaluation, trainee) -> kept.add(trainee.parameters()));
    return kept;
  }

  private static RunSpec spec(Workload workload) {
    return Twins.of(workload).run().spec();
  }

  @Test
  void ends_are_the_losses_of_the_runs_and_the_way_back_is_the_same() {
    RunSpec spec = spec(Workloads.classification());
    List<float[]> kept = kept(spec);
    float[] first = kept.get(0);
    float[] last = kept.get(kept.size() - 1);
    LinearPath path = LinearPath.of(spec);
    double[] losses = path.losses(first, last, 5);
    double[] back = path.losses(last, first, 5);
    assertThat(losses[4]).isLessThan(losses[0]);
    assertThat(path.losses(first, first, 3)).containsOnly(losses[0]);
    for (int i = 0; i < 5; i++) {
      assertThat(back[4 - i]).isCloseTo(losses[i], within(1e-6));
    }
  }

  @Test
  void the_loss_of_a_language_model_is_minus_its_performance() {
    Workload workload = Workloads.pretraining();
    RunSpec spec = spec(workload);
    List<float[]> kept = kept(spec);
    double[] losses = LinearPath.of(spec).losses(kept.get(0), kept.get(10), 2);
    List<Evaluation> trajectory = Twins.of(workload).run().trajectory();
    assertThat(losses[0]).isEqualTo(-trajectory.get(0).measurement().performance());
    assertThat(losses[1]).isEqualTo(-trajectory.get(10).measurement().performance());
  }

  @Test
  void where_nothing_is_held_back_there_is_no_loss() {
    RunSpec spec = spec(Workloads.cartPole());
    float[] parameters = kept(spec).get(0);
    assertThat(LinearPath.of(spec).losses(parameters, parameters, 2)).containsOnly(Double.NaN);
  }

  @Test
  void other_numbers_of_parameters_are_refused() {
    LinearPath path = LinearPath.of(spec(Workloads.classification()));
    assertThatThrownBy(() -> path.losses(new float[3], new float[3], 2))
        .hasMessageMatching("Invalid parameters: expected \\d+ at both ends, found 3 and 3");
  }
}
