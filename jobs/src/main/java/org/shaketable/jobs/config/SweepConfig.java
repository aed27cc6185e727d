package org.shaketable.jobs.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Workload;

/**
 * A sweep as its YAML file asks for it.
 *
 * @param sweep its name
 * @param seed from which, with the replicate, all random streams of a run are keyed
 * @param replicates runs of each condition, and clean twins of each workload
 * @param levels stochasticity, clean and perturbed runs alike
 * @param arms the perturbations
 * @param joints the compositions
 * @param checkpointing at which evaluations parameters are kept
 * @param timeLimitSeconds what one run may take; not among what determines a run
 */
public record SweepConfig(
    String sweep,
    long seed,
    int replicates,
    List<Level> levels,
    List<Workload> workloads,
    List<Arm> arms,
    List<Joint> joints,
    Checkpointing checkpointing,
    int timeLimitSeconds) {
  public SweepConfig {
    levels = List.copyOf(levels);
    workloads = List.copyOf(workloads);
    arms = List.copyOf(arms);
    joints = List.copyOf(joints);
  }

  /**
   * The sweep of a YAML file.
   *
   * @throws org.shaketable.jobs.Mistake naming file, line and key of what is wrong
   */
  public static SweepConfig read(Path file) {
    return new SweepFile(Documents.yaml(file)).config();
  }

  /** This sweep with other workloads of the same names. */
  public SweepConfig with(List<Workload> others) {
    return new SweepConfig(
        sweep, seed, replicates, levels, others, arms, joints, checkpointing, timeLimitSeconds);
  }

  /** The same sweep with another number of replicates. */
  public SweepConfig withReplicates(int number) {
    return new SweepConfig(
        sweep, seed, number, levels, workloads, arms, joints, checkpointing, timeLimitSeconds);
  }

  /** Every run: the clean twins of each workload and level, then each condition's runs. */
  public List<RunSpec> runs() {
    List<RunSpec> runs = new ArrayList<>();
    for (Workload workload : workloads) {
      for (Level level : levels) {
        if (level.workloads().contains(workload.name())) {
          Stream.concat(Stream.of(List.<Exposure>of()), exposures(workload))
              .forEach(
                  exposures ->
                      IntStream.range(0, replicates)
                          .mapToObj(
                              replicate ->
                                  new RunSpec(
                                      workload, level.stochasticity(), exposures, seed, replicate))
                          .forEach(runs::add));
        }
      }
    }
    return runs;
  }

  private Stream<List<Exposure>> exposures(Workload workload) {
    Stream<List<Exposure>> alone =
        arms.stream()
            .filter(arm -> arm.workloads().contains(workload.name()))
            .flatMap(arm -> arm.exposures().stream().map(List::of));
    Stream<List<Exposure>> together =
        joints.stream()
            .filter(joint -> joint.workloads().contains(workload.name()))
            .flatMap(Joint::conditions);
    // What a composition needs of its parts alone may be asked for anyway.
    return Stream.concat(alone, together).distinct();
  }
}
