package org.shaketable.training.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.training.language.Runs.TEXT;
import static org.shaketable.training.language.Runs.clean;
import static org.shaketable.training.language.Runs.pretraining;
import static org.shaketable.training.language.Runs.start;

import org.junit.jupiter.api.Test;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.text.Markov;
import org.shaketable.training.workload.Feature;

class FineTuningTest {
  private static final Markov SECOND = new Markov(8, 1, 2.0, 20_000, 4_000, 9L);
  private static final FineTuning LEARNER = FineTuning.of(start(), 100, AdamW.of(0.01, 0.01));

  @Test
  void starts_where_the_pretraining_ends() {
    Run before = Twin.of(clean(TEXT, pretraining(150, 0.01), 10)).run();
    Run after = Twin.of(clean(TEXT, FineTuning.of(start(), 20, null), 10)).run();
    double loss = -after.trajectory().get(0).measurement().performance();
    assertThat(loss)
        .isBetween(-before.finalPerformance() - 0.05, -before.finalPerformance() + 0.05);
  }

  @Test
  void learns_the_second_text_with_its_own_symbols() {
    Run run = Twin.of(clean(SECOND, LEARNER, 10)).run();
    double untrained = -run.trajectory().get(0).measurement().performance();
    assertThat(untrained).isGreaterThan(2);
    assertThat(-run.finalPerformance()).isLessThan(0.9 * untrained);
  }

  @Test
  void the_same_spec_gives_the_same_bits_and_every_feature() {
    RunSpec spec = clean(SECOND, LEARNER, 10);
    Run run = Twin.of(spec).run();
    assertThat(Twin.of(spec).run().digest()).isEqualTo(run.digest());
    Evaluation last = run.trajectory().get(10);
    for (Feature feature : LEARNER.features()) {
      assertThat(last.measurement().features().value(feature)).as(feature.column()).isNotNaN();
    }
  }

  @Test
  void a_start_that_is_no_text_or_no_pretraining_is_refused() {
    assertThatThrownBy(() -> new Pretrained(Spirals.standard(), pretraining(20, 0.01), null))
        .hasMessage("Invalid task: expected the text of a pretraining, found spirals");
    assertThatThrownBy(() -> new Pretrained(TEXT, LEARNER, null))
        .hasMessage("Invalid learner: expected algorithm pretraining, found fine-tuning");
  }
}
