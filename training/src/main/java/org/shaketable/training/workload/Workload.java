package org.shaketable.training.workload;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;

/**
 * Task, learner with network and hyperparameters, and engine.
 *
 * @param evaluations how many evaluations are spread over a run, besides the one before training
 * @param configuration the settings that these are, of those that a sweep tries of the workload;
 *     null where it tries one
 * @param kicks by which recovery is measured at each evaluation; null for none
 */
public record Workload(
    String name,
    Engine engine,
    Task task,
    Learner learner,
    int evaluations,
    String configuration,
    Kicks kicks) {
  public Workload {
    if (!learner.engines().contains(engine)) {
      throw new Refusal(
          "engine",
          "expected one that learner %s can use (%s), found %s"
              .formatted(
                  learner.name(),
                  learner.engines().stream()
                      .map(usable -> usable.name().toLowerCase(Locale.ROOT))
                      .sorted()
                      .collect(Collectors.joining(", ")),
                  engine.name().toLowerCase(Locale.ROOT)));
    }
    learner.check(task);
    if (evaluations < 10 || evaluations > learner.steps()) {
      throw new Refusal(
          "evaluations",
          "expected a number in [10, %d], found %d".formatted(learner.steps(), evaluations));
    }
    if (kicks != null && (engine != Engine.VECTOR || !learner.kickable())) {
      throw new Refusal(
          "kicks",
          "expected none where updates cannot be repeated on copies, found some for learner %s with engine %s"
              .formatted(learner.name(), engine.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The only configuration of its name, without kicks. */
  public Workload(String name, Engine engine, Task task, Learner learner, int evaluations) {
    this(name, engine, task, learner, evaluations, null, null);
  }

  /** The name with that of the configuration, where there are several: for people to read. */
  public String label() {
    return configuration == null ? name : name + " " + configuration;
  }

  /** This workload with another learner. */
  public Workload with(Learner other) {
    return new Workload(name, engine, task, other, evaluations, configuration, kicks);
  }

  /** This workload under the name of a configuration. */
  public Workload as(String other) {
    return new Workload(name, engine, task, learner, evaluations, other, kicks);
  }

  /** This workload with kicks, or without any: null. */
  public Workload with(Kicks other) {
    return new Workload(name, engine, task, learner, evaluations, configuration, other);
  }

  /** The meta-state features that its runs have. */
  public Set<Feature> features() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    features.addAll(learner.features());
    if (kicks != null) {
      features.add(Feature.RECOVERY_RATE);
    }
    return features;
  }

  /**
   * This workload at a level of stochasticity.
   *
   * @throws Refusal where the learner has no such knob or does not take the level
   */
  public Workload at(Stochasticity stochasticity) {
    if (!learner.stochasticities().contains(stochasticity.kind())) {
      throw new Refusal(
          "stochasticity",
          "expected a knob of learner %s (%s), found %s"
              .formatted(
                  learner.name(),
                  learner.stochasticities().stream()
                      .map(Stochasticity.Kind::word)
                      .sorted()
                      .collect(Collectors.joining(", ")),
                  stochasticity.kind().word()));
    }
    return with(learner.at(stochasticity));
  }

  /** Fails with a plain message unless a perturbation on a schedule can disturb this workload. */
  public void check(Exposure exposure) {
    Perturbation perturbation = exposure.perturbation();
    if (!perturbation.family().appliesTo(learner.surfaces())) {
      throw new Refusal(
          "perturbation",
          "expected a family that touches what learner %s has, found %s"
              .formatted(learner.name(), perturbation.family().name()));
    }
    perturbation.check(exposure.schedule(), horizon(), learner.subject(task));
  }

  /**
   * Fails with a plain message where an exposure would never act, or only once though its family
   * takes what came before. Told before a sweep, not to runs.
   */
  public void checkActs(Exposure exposure) {
    long acting =
        exposure.perturbation().family().surfaces().stream()
            .filter(learner.surfaces()::contains)
            .mapToLong(
                surface ->
                    learner
                        .rhythm(surface)
                        .acting(exposure.schedule(), horizon(), learner.end(), 2))
            .max()
            .orElse(0);
    if (acting == 0) {
      throw new Refusal(
          "schedule",
          "expected a time at which there is something to disturb, found %s, at and behind which learner %s makes no update"
              .formatted(exposure.schedule(), learner.name()));
    }
    if (acting == 1) {
      checkSingle(exposure);
    }
  }

  private void checkSingle(Exposure exposure) {
    Schedule single = new Schedule.OneShot(new Moment(0, Moment.Unit.STEPS));
    try {
      exposure.perturbation().check(single, horizon(), learner.subject(task));
    } catch (Refusal e) {
      throw new Refusal(
          "schedule",
          "expected a time with two updates or more, for family %s takes what came before, found %s, which meets one"
              .formatted(exposure.perturbation().family().name(), exposure.schedule()),
          e);
    }
  }

  /** Length and evaluations of each run. */
  public Horizon horizon() {
    return new Horizon(learner.steps(), evaluations);
  }
}
