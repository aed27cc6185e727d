package org.shaketable.jobs.config;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.classification.ModelClassification;
import org.shaketable.training.classification.ParallelClassification;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.language.FineTuning;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.language.Reward;
import org.shaketable.training.language.RewardTuning;
import org.shaketable.training.language.Start;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.program.Program;
import org.shaketable.training.program.ProgramFile;
import org.shaketable.training.regression.ModelRegression;
import org.shaketable.training.regression.Regression;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;

/** The forms of all types that are not written as plain records: the whole of the vocabulary. */
final class Forms {
  private final Map<Class<?>, Form> forms =
      Map.ofEntries(
          Map.entry(
              Checkpointing.class,
              new Form.Word("e.g. 'every 5 evaluations'", Checkpointing::parse)),
          Map.entry(Start.class, new StartForm()),
          Map.entry(
              Moment.class,
              new Form.Word("'40%', '5000 steps' or '30 evaluations'", Moment::parse)),
          Map.entry(Schedule.class, new Form.Keyed("a schedule", permitted(Schedule.class))),
          Map.entry(Stochasticity.class, new StochasticityForm()),
          Map.entry(Task.class, new TaskForm()),
          Map.entry(Learner.class, new Form.Tagged("algorithm", "a learner", learners())),
          Map.entry(Optimizer.class, new Form.Tagged("algorithm", "an optimizer", optimizers())),
          Map.entry(Reward.class, new Form.Keyed("a reward", permitted(Reward.class))),
          Map.entry(ProgramFile.class, new ProgramFileForm()),
          Map.entry(Perturbation.class, families()));

  /** The form of a type, if it has one of its own. */
  Optional<Form> of(Class<?> type) {
    return Optional.ofNullable(forms.get(type));
  }

  /** The form of a type or of the interface it implements. */
  Optional<Form> ofValue(Object value) {
    return forms.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(value))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Every learner there is: a new one is registered here. */
  static Map<String, Class<? extends Record>> learners() {
    return Map.ofEntries(
        Map.entry("ppo", Ppo.class),
        Map.entry("dqn", Dqn.class),
        Map.entry("classification", Classification.class),
        Map.entry("regression", Regression.class),
        Map.entry("program", Program.class),
        Map.entry("dl4j", ModelClassification.class),
        Map.entry("dl4j-regression", ModelRegression.class),
        Map.entry("data-parallel", ParallelClassification.class),
        Map.entry("pretraining", Pretraining.class),
        Map.entry("fine-tuning", FineTuning.class),
        Map.entry("reward-tuning", RewardTuning.class));
  }

  private static Map<String, Class<? extends Record>> optimizers() {
    return Map.of("adam", Adam.class, "adamw", AdamW.class, "sgd", Sgd.class);
  }

  /** Perturbations by the name of their family. */
  static Form.Tagged families() {
    return new Form.Tagged(
        "family",
        "a family",
        Families.all().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.family().name(),
                    entry -> entry.type().asSubclass(Record.class))));
  }

  /** The records of a sealed interface by their names in kebab-case. */
  static Map<String, Class<? extends Record>> permitted(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .collect(
            Collectors.toMap(
                permitted -> Words.kebab(permitted.getSimpleName()),
                permitted -> permitted.asSubclass(Record.class)));
  }
}
