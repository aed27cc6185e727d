package org.shaketable.training.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.training.language.Runs.TEXT;
import static org.shaketable.training.language.Runs.clean;
import static org.shaketable.training.language.Runs.perturbed;
import static org.shaketable.training.language.Runs.start;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.random.RandomStream;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.text.ModularArithmetic;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;

class RewardTuningTest {
  private static final Reward REWARD = new Reward.TokenShare(null, List.of(0, 3));

  @Test
  void the_wanted_tokens_become_more_frequent() {
    Learner learner = learner(120, 0.02, 0.01);
    Run run = Twin.of(clean(TEXT, learner, 10)).run();
    double before = run.trajectory().get(0).measurement().performance();
    assertThat(run.finalPerformance()).isGreaterThan(before + 0.2);
    Evaluation last = run.trajectory().get(10);
    for (Feature feature : learner.features()) {
      assertThat(last.measurement().features().value(feature)).as(feature.column()).isNotNaN();
    }
  }

  @Test
  void the_start_holds_what_it_is_tied_to() {
    Run free = Twin.of(clean(TEXT, learner(60, 0.0, 0.01), 10)).run();
    Run held = Twin.of(clean(TEXT, learner(60, 20.0, 0.01), 10)).run();
    assertThat(held.finalPerformance()).isLessThan(free.finalPerformance() - 0.1);
  }

  @Test
  void a_perturbed_run_equals_its_twin_up_to_the_onset() {
    RunSpec clean = clean(TEXT, learner(20, 0.05, 0.01), 10);
    Twin twin = Twin.of(clean);
    Schedule pulse = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("30%"));
    Run flipped = twin.train(perturbed(clean, new Exposure(new SignalFlip(1), pulse)));
    for (int i = 0; i <= 5; i++) {
      assertThat(flipped.trajectory().get(i)).isEqualTo(twin.run().trajectory().get(i));
    }
    assertThat(flipped.trajectory().get(10).parameterDistance()).isPositive();
    assertThat(Twin.of(clean).run().digest()).isEqualTo(twin.run().digest());
  }

  @Test
  void gradient_agrees_with_differences() {
    LanguageModel model = new LanguageModel(Runs.TINY, 6, 4, 0);
    RandomStream random = RandomStream.of(5, "test", 0);
    int size = model.layout().size();
    float[] start = normal(size, random);
    float[] weights = normal(size, random);
    TokenBatch batch = new TokenBatch(4, 9);
    for (int i = 0; i < batch.tokens.length; i++) {
      batch.tokens[i] = random.nextInt(6);
    }
    PolicyGradient objective = new PolicyGradient(model, start, 0.3, 3, batch);
    objective.advantages(new float[] {1f, 0f, 0.5f, 0.25f});
    float[] gradient = new float[size];
    objective.gradient(weights, 0, 4, gradient);
    for (int trial = 0; trial < 5; trial++) {
      float[] direction = normal(size, random);
      double along = 0;
      for (int i = 0; i < size; i++) {
        along += (double) gradient[i] * direction[i];
      }
      double up = objective.loss(moved(weights, direction, 1e-3), 0, 4);
      double down = objective.loss(moved(weights, direction, -1e-3), 0, 4);
      assertThat(along).isCloseTo((up - down) / 2e-3, within(2e-3));
    }
  }

  @Test
  void rewards_are_shares() {
    var alphabet = TEXT.alphabet();
    int[] tokens = {5, 0, 3, 3, 1, 2};
    assertThat(REWARD.of(tokens, 1, 6, alphabet)).isEqualTo(0.6f);
    assertThat(new Reward.Ascending().of(tokens, 1, 6, alphabet)).isEqualTo(0.4f);
  }

  @Test
  void equations_are_no_running_text() {
    assertThatThrownBy(
            () -> clean(new ModularArithmetic(7, null, null, null), learner(20, 0, 0.01), 10))
        .hasMessage("Invalid task: expected a running text to continue, found modular-addition");
  }

  @Test
  void a_continuation_beyond_the_context_is_refused() {
    assertThatThrownBy(
            () ->
                new RewardTuning(
                    start(), 20, REWARD, null, 8, 9, null, null, null, null, null, null))
        .hasMessage(
            "Invalid continuation: expected at most 8, as the context is 16 and a prompt has 8"
                + " tokens, found 9");
  }

  private static float[] normal(int size, RandomStream random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.2 * random.nextGaussian());
    }
    return values;
  }

  private static float[] moved(float[] weights, float[] direction, double step) {
    float[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  private static RewardTuning learner(long steps, double kl, double rate) {
    return new RewardTuning(
        start(), steps, REWARD, 16, 4, 8, kl, AdamW.of(rate, 0), null, null, null, 64);
  }
}
