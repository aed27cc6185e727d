package org.shaketable.training.run;

import java.util.Set;
import java.util.function.Supplier;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** A learner that does not get off the ground. */
record Refusing(Supplier<Trainee> start) implements Learner {
  @Override
  public String name() {
    return "refusing";
  }

  @Override
  public long steps() {
    return Specs.STEPS;
  }

  @Override
  public Set<Surface> surfaces() {
    return Set.of(Surface.GRADIENT);
  }

  @Override
  public Objective objective() {
    return new Objective("nothing", "", Objective.Goal.MAXIMISE);
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return Set.of(Stochasticity.Kind.NONE);
  }

  @Override
  public void check(Task task) {}

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return start.get();
  }
}
