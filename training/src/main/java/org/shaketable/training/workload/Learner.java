package org.shaketable.training.workload;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Subject;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;

/** Learning algorithm with all its hyperparameters: a record whose components are the settings. */
public interface Learner {

  /** The word in YAML and in the tables, e.g. {@code ppo}. */
  String name();

  /** The engines that can compute its networks. */
  default Set<Engine> engines() {
    return EnumSet.of(Engine.VECTOR, Engine.DL4J);
  }

  /**
   * Whether a training has workers of its own, so that it cannot be one of many tasks beside each
   * other.
   */
  default boolean parallel() {
    return false;
  }

  /** Length of a run in steps of the workload. */
  long steps();

  /**
   * The model files that it names, as {@link org.shaketable.training.files.DataFile} reads them.
   */
  default List<String> paths() {
    return List.of();
  }

  /** What the performance of its runs is. */
  Objective objective();

  /** The meta-state features that its trainings measure, whatever its workload asks for besides. */
  default Set<Feature> features() {
    return EnumSet.complementOf(EnumSet.of(Feature.LARGEST_ATTENTION_LOGIT, Feature.RECOVERY_RATE));
  }

  /**
   * Whether engine {@code vector} can repeat its updates on copies, so that these can be kicked.
   */
  default boolean kickable() {
    return false;
  }

  /** What a disturbance can touch. */
  Set<Surface> surfaces();

  /** What the settings of a perturbation may name, of a task as this learner reads it. */
  default Subject subject(Task task) {
    return task.subject();
  }

  /** When events come at a surface of this learner. */
  default Rhythm rhythm(Surface surface) {
    return Rhythm.EVERY_STEP;
  }

  /** Step at which a run really ends: later than asked for where iterations are whole. */
  default long end() {
    return steps();
  }

  /**
   * Fails with a plain message where a run would end before anything is learned. Told before a
   * sweep, not to runs: what a lake has of such runs can be trained again.
   */
  default void checkLearns() {}

  /** The kinds of stochasticity this learner has a knob for; {@code NONE} always among them. */
  Set<Stochasticity.Kind> stochasticities();

  /**
   * This learner with the setting that a level of stochasticity stands for; itself for {@code NONE}
   * and for levels that are no setting of its own, which {@link #begin} looks after.
   *
   * @throws org.shaketable.refusal.Refusal where the learner does not take that level
   */
  default Learner at(Stochasticity stochasticity) {
    return this;
  }

  /** Fails with a plain message unless this learner can learn {@code task}. */
  void check(Task task);

  /**
   * Starts a training: draws the initial weights, resets the environments.
   *
   * @param streams the run's: of the data's order, exploration, environments, dropout
   * @param hooks called at the places that {@link Hooks} names
   */
  Trainee begin(Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks);
}
