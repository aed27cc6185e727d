package org.shaketable.training.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * A training program of the user's. It runs as a child process in a directory of its own, with its
 * files beside it, and speaks the protocol of {@code training/PROGRAMS.md}.
 *
 * @param command the program and its arguments; a bare {@code python3} is the first one on the PATH
 *     that has the modules which the files import
 * @param files copied to the working directory; none if not given
 * @param steps how many steps a run has, as the program counts them
 * @param performance larger is better if not given
 * @param hooks what the program hands over to be disturbed; everything if not given
 * @param gives features that its evaluations give; those computed at home are always among them
 * @param silence seconds without a sign of life after which it counts as hung; 300 if not given
 */
public record Program(
    List<String> command,
    List<ProgramFile> files,
    long steps,
    Performance performance,
    List<Surface> hooks,
    List<Feature> gives,
    Integer silence)
    implements Learner {

  /** What flat parameters, gradients and losses give. */
  private static final Set<Feature> AT_HOME =
      EnumSet.of(
          Feature.GRADIENT_NORM,
          Feature.UPDATE_TO_WEIGHT_RATIO,
          Feature.WEIGHT_NORM,
          Feature.PARAMETER_VELOCITY,
          Feature.RESIDUAL_VARIANCE,
          Feature.RESIDUAL_KURTOSIS);

  public Program {
    command = command == null ? List.of() : List.copyOf(command);
    if (command.isEmpty()) {
      throw new Refusal(
          "command",
          "expected a program with its arguments, e.g. [python3, train.py], found" + " none");
    }
    files = files == null ? List.of() : List.copyOf(files);
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    performance = performance == null ? new Performance(null, null) : performance;
    hooks = hooks == null ? HookCalls.all() : List.copyOf(hooks);
    EnumSet<Feature> all = EnumSet.copyOf(AT_HOME);
    all.addAll(gives == null ? List.of() : gives);
    gives = List.copyOf(all);
    silence = Bounds.whole("silence", silence == null ? 300 : silence, 1, 1_000_000);
  }

  @Override
  public String name() {
    return "program";
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.PROGRAM);
  }

  @Override
  public Objective objective() {
    return performance.objective();
  }

  @Override
  public Set<Feature> features() {
    return Set.copyOf(gives);
  }

  @Override
  public Set<Surface> surfaces() {
    return Set.copyOf(hooks);
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return Set.of(Stochasticity.Kind.NONE, Stochasticity.Kind.GRADIENT_NOISE_FLOOR);
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof ProgramTask)) {
      throw new Refusal(
          "task", "expected {program: NAME} for learner program, found " + task.name());
    }
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new ProgramTrainee(workload, stochasticity, streams, hooks);
  }
}
