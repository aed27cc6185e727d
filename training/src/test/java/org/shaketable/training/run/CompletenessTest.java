package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Every feature has a value at every evaluation at which its learner has trained, whatever the
 * level of stochasticity and whatever disturbs the run.
 */
class CompletenessTest {
  private static final double COMPLETE = 0.99;

  static Stream<Workload> learners() {
    return Workloads.all().stream().map(workload -> workload.with(new Kicks(null, null)));
  }

  private static Set<Feature> features(Workload workload) {
    Set<Feature> features = EnumSet.copyOf(workload.features());
    if (workload.task() instanceof EnvironmentTask task
        && !task.environment().actions().discrete()) {
      features.remove(Feature.LARGEST_LOGIT);
    }
    return features;
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyFeatureHasAValueWhereverItsLearnerHasTrained(Workload workload) {
    List<Features> trained = new ArrayList<>();
    for (Run run : runs(workload)) {
      assertThat(run.status()).as(run.message()).isNotEqualTo(Status.FAILED);
      run.trajectory().stream()
          .map(evaluation -> evaluation.measurement().features())
          .filter(features -> !Double.isNaN(features.value(Feature.GRADIENT_NORM)))
          .forEach(trained::add);
    }
    assertThat(trained).hasSizeGreaterThan(200);
    for (Feature feature : features(workload)) {
      double present =
          trained.stream().filter(each -> Double.isFinite(each.value(feature))).count();
      assertThat(present / trained.size()).as(feature.column()).isGreaterThanOrEqualTo(COMPLETE);
    }
  }

  private static List<Run> runs(Workload workload) {
    List<Run> runs = new ArrayList<>();
    for (Stochasticity.Kind kind : workload.learner().stochasticities()) {
      double level = kind == Stochasticity.Kind.MINIBATCH_SIZE ? 4 : 0.25;
      Stochasticity stochasticity =
          kind == Stochasticity.Kind.NONE ? Stochasticity.NONE : new Stochasticity(kind, level);
      runs.add(Twin.of(new RunSpec(workload, stochasticity, List.of(), 3, 0)).run());
    }
    Twin twin = Twins.of(workload);
    Schedule middle = new Schedule.Pulse(Moment.parse("30%"), Moment.parse("40%"));
    Families.all().stream()
        .filter(entry -> entry.family().appliesTo(workload.learner().surfaces()))
        .filter(entry -> !entry.family().name().equals("initial-scale"))
        .map(entry -> twin.train(Twins.perturbed(twin, new Exposure(strong(entry), middle))))
        .forEach(runs::add);
    return runs;
  }

  private static Perturbation strong(Families.Entry entry) {
    double magnitude = entry.family().largest() <= 1 ? 0.3 : 2;
    return (Perturbation)
        Settings.of(entry.type().asSubclass(Record.class), Map.of("magnitude", magnitude));
  }
}
