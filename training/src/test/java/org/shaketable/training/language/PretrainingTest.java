package org.shaketable.training.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.training.language.Runs.TEXT;
import static org.shaketable.training.language.Runs.TINY;
import static org.shaketable.training.language.Runs.clean;
import static org.shaketable.training.language.Runs.perturbed;
import static org.shaketable.training.language.Runs.pretraining;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.TokenCorruption;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.text.Markov;
import org.shaketable.training.text.ModularArithmetic;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;

class PretrainingTest {
  @Test
  void a_small_model_comes_within_five_percent_of_the_attainable_loss() {
    TransformerSpec network = TransformerSpec.of(2, 32, 2, 32);
    Markov text = new Markov(6, 2, 1.5, 100_000, 20_000, null);
    Pretraining learner =
        new Pretraining(
            800,
            16,
            new AdamW(0.01, 0.9, 0.95, 1e-8, 0.01),
            null,
            null,
            null,
            null,
            null,
            128,
            network);
    Run run = Twin.of(clean(text, learner, 10)).run();
    double loss = -run.finalPerformance();
    double attainable = text.chain().attainableLoss(32);
    assertThat(loss / attainable).isBetween(0.97, 1.05);
    assertThat(-run.trajectory().get(0).measurement().performance())
        .isCloseTo(Math.log(6), within(0.05));
  }

  @Test
  void the_same_spec_gives_the_same_bits() {
    RunSpec spec = clean(TEXT, pretraining(30, 0.01), 10);
    assertThat(Twin.of(spec).run().digest()).isEqualTo(Twin.of(spec).run().digest());
  }

  @Test
  void every_feature_is_measured() {
    Learner learner = pretraining(60, 0.01);
    Run run = Twin.of(clean(TEXT, learner, 10)).run();
    Evaluation last = run.trajectory().get(run.trajectory().size() - 1);
    for (Feature feature : learner.features()) {
      assertThat(last.measurement().features().value(feature)).as(feature.column()).isNotNaN();
    }
  }

  @Test
  void a_perturbed_run_equals_its_twin_up_to_the_onset() {
    RunSpec clean = clean(TEXT, pretraining(40, 0.01), 10);
    Twin twin = Twin.of(clean);
    Schedule pulse = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    Run flipped = twin.train(perturbed(clean, new Exposure(new SignalFlip(0.9), pulse)));
    Run shaken = twin.train(perturbed(clean, new Exposure(new GradientNoise(5), pulse)));
    for (int i = 0; i <= 5; i++) {
      assertThat(flipped.trajectory().get(i)).isEqualTo(twin.run().trajectory().get(i));
      assertThat(shaken.trajectory().get(i)).isEqualTo(twin.run().trajectory().get(i));
    }
    assertThat(flipped.trajectory().get(10).functionDistance()).isPositive();
    assertThat(shaken.trajectory().get(10).parameterDistance()).isPositive();
    assertThat(flipped.realisedMagnitude()).isCloseTo(0.9, within(0.05));
  }

  @Test
  void a_wild_learning_rate_is_a_diverged_run() {
    Pretraining learner =
        new Pretraining(
            100, 8, new Sgd(1000.0, null, null), 0.0, null, 0.0, null, null, null, TINY);
    Run run = Twin.of(clean(TEXT, learner, 10)).run();
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message())
        .matches("(NaN|infinity) in the (loss|gradient|parameters) at step \\d+");
  }

  @Test
  void modular_arithmetic_is_learned_by_heart() {
    Pretraining learner =
        new Pretraining(
            300,
            32,
            AdamW.of(0.01, 0),
            null,
            null,
            null,
            null,
            null,
            null,
            TransformerSpec.of(2, 32, 2, 4));
    Run run = Twin.of(clean(new ModularArithmetic(7, null, 0.8, null), learner, 10)).run();
    assertThat(run.trajectory().get(10).measurement().loss()).isLessThan(0.1);
  }

  @Test
  void a_data_set_is_no_text() {
    assertThatThrownBy(() -> clean(Spirals.standard(), pretraining(30, 0.01), 10))
        .hasMessage("Invalid task: expected a text for learner pretraining, found spirals");
  }

  @Test
  void the_learning_rate_warms_up_and_falls_along_a_cosine() {
    DescentSettings descent =
        new DescentSettings(100, null, AdamW.of(0.1, 0), 0.1, 0.2, null, null, null, null);
    assertThat(descent.learningRate(0)).isCloseTo(0.01, within(1e-12));
    assertThat(descent.learningRate(9)).isCloseTo(0.1, within(1e-12));
    assertThat(descent.learningRate(10)).isCloseTo(0.1, within(1e-12));
    assertThat(descent.learningRate(55)).isCloseTo(0.06, within(1e-12));
    assertThat(descent.learningRate(100)).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void families_of_every_surface_act() {
    RunSpec clean = clean(TEXT, pretraining(20, 0.01), 10);
    Twin twin = Twin.of(clean);
    List<Perturbation> perturbations =
        List.of(
            new TokenCorruption(0.5),
            new SignalFlip(0.5),
            new GradientNoise(2),
            new WeightNoise(0.5),
            new LearningRateScale(2, null),
            new InitialScale(1, null));
    for (Perturbation perturbation : perturbations) {
      Run run = twin.train(perturbed(clean, new Exposure(perturbation, new Schedule.Always())));
      assertThat(run.status()).as(perturbation.toString()).isEqualTo(Status.COMPLETED);
      assertThat(run.trajectory().get(10).parameterDistance())
          .as(perturbation.toString())
          .isPositive();
    }
  }
}
