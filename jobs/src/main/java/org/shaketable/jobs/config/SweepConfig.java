package org.shaketable.jobs.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.run.Arm;
import org.shaketable.training.run.Placebo;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * A sweep as its YAML file asks for it.
 *
 * @param sweep its name
 * @param seed the seed from which, with the replicate, all random streams of a run are keyed
 * @param replicates runs of each condition
 * @param cleanReplicates clean runs of each workload and level, at least as many: the twins, and
 *     further ones of the control group
 * @param placebo placebo runs of each workload, level and schedule that is tried; 0 for none
 * @param infinitesimal runs of each workload and level that are kicked infinitesimally, of
 *     workloads whose weights can be reached; 0 for none
 * @param levels stochasticity, clean and perturbed runs alike
 * @param workloads the workloads; of one with variants each configuration
 * @param series the perturbations, each at several magnitudes
 * @param joints the compositions
 * @param checkpointing the evaluations at which parameters are kept
 * @param timeLimitSeconds what one run may take; not among what determines a run
 */
public record SweepConfig(
    String sweep,
    long seed,
    int replicates,
    int cleanReplicates,
    int placebo,
    int infinitesimal,
    List<Level> levels,
    List<Workload> workloads,
    List<DoseSeries> series,
    List<Joint> joints,
    Checkpointing checkpointing,
    int timeLimitSeconds) {
  public SweepConfig {
    levels = List.copyOf(levels);
    workloads = List.copyOf(workloads);
    series = List.copyOf(series);
    joints = List.copyOf(joints);
  }

  /**
   * The sweep of a YAML file.
   *
   * @throws org.shaketable.jobs.Mistake naming file, line and key of what is wrong
   */
  public static SweepConfig read(Path file) {
    return new SweepFile(NodeReader.yaml(file)).config();
  }

  /** This sweep with other workloads of the same names. */
  public SweepConfig with(List<Workload> others) {
    return new SweepConfig(
        sweep,
        seed,
        replicates,
        cleanReplicates,
        placebo,
        infinitesimal,
        levels,
        others,
        series,
        joints,
        checkpointing,
        timeLimitSeconds);
  }

  /** The same sweep with this number of replicates of everything that has any. */
  public SweepConfig withReplicates(int number) {
    return new SweepConfig(
        sweep,
        seed,
        number,
        number,
        placebo == 0 ? 0 : number,
        infinitesimal == 0 ? 0 : number,
        levels,
        workloads,
        series,
        joints,
        checkpointing,
        timeLimitSeconds);
  }

  /** How many runs there are, without making them. */
  public long size() {
    return workloads.stream().mapToLong(this::size).sum();
  }

  private long levels(Workload workload) {
    return levels.stream().filter(level -> level.workloads().contains(workload.name())).count();
  }

  private int infinitesimal(Workload workload) {
    return Arm.INFINITESIMAL.appliesTo(workload) ? infinitesimal : 0;
  }

  /** How many runs there are of a configuration, at all of its levels. */
  public long size(Workload workload) {
    return levels(workload)
        * (cleanReplicates
            + infinitesimal(workload)
            + exposures(workload).count() * replicates
            + placebos(workload).count() * placebo);
  }

  /** The configurations by the name of their workload; one for a workload without variants. */
  public Map<String, List<Workload>> configurations() {
    return workloads.stream()
        .collect(Collectors.groupingBy(Workload::name, LinkedHashMap::new, Collectors.toList()));
  }

  /** The first clean run of a configuration, at its first level. */
  public RunSpec firstClean(Workload configuration) {
    return specs()
        .filter(spec -> spec.clean() && spec.workload().equals(configuration))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Every run: of each configuration and level the clean ones, then those that are kicked
   * infinitesimally, then each condition's, then each schedule's placebos.
   */
  public List<RunSpec> runs() {
    return specs().toList();
  }

  /** The runs one after another, none kept. */
  public Stream<RunSpec> specs() {
    return workloads.stream()
        .flatMap(
            workload ->
                levels.stream()
                    .filter(level -> level.workloads().contains(workload.name()))
                    .flatMap(level -> specs(workload, level.stochasticity())));
  }

  private Stream<RunSpec> specs(Workload workload, Stochasticity level) {
    RunSpec clean = new RunSpec(workload, level, List.of(), seed, 0);
    Stream<RunSpec> perturbed =
        exposures(workload)
            .map(exposures -> new RunSpec(workload, level, exposures, seed, 0))
            .flatMap(spec -> IntStream.range(0, replicates).mapToObj(spec::with));
    Stream<RunSpec> placebos =
        placebos(workload)
            .map(clean::with)
            .flatMap(spec -> IntStream.range(0, placebo).mapToObj(spec::with));
    Stream<RunSpec> kicked =
        IntStream.range(0, infinitesimal(workload)).mapToObj(clean.with(Arm.INFINITESIMAL)::with);
    return Stream.of(
            IntStream.range(0, cleanReplicates).mapToObj(clean::with), kicked, perturbed, placebos)
        .flatMap(runs -> runs);
  }

  /** One for each schedule that is tried; a composition on one schedule has that one's. */
  private Stream<Placebo> placebos(Workload workload) {
    return exposures(workload)
        .map(exposures -> exposures.stream().map(Exposure::schedule).distinct().toList())
        .distinct()
        .map(Placebo::new);
  }

  private Stream<List<Exposure>> exposures(Workload workload) {
    Stream<List<Exposure>> alone =
        series.stream()
            .filter(one -> one.workloads().contains(workload.name()))
            .flatMap(one -> one.exposures().stream().map(List::of));
    Stream<List<Exposure>> together =
        joints.stream()
            .filter(joint -> joint.workloads().contains(workload.name()))
            .flatMap(Joint::conditions);
    // What a composition needs of its parts alone may be asked for anyway.
    return Stream.concat(alone, together).distinct();
  }
}
