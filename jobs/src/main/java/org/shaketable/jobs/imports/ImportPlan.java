package org.shaketable.jobs.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.jobs.config.PartitionName;
import org.shaketable.jobs.imports.log.Numbers;
import org.shaketable.jobs.imports.mapping.MappedCondition;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.imports.mapping.NamePattern;
import org.shaketable.jobs.imports.mapping.Template;

/**
 * What each run is, and why others are left out.
 *
 * @param runs the runs by name
 * @param leftOut why, by the name of the run or file
 */
record ImportPlan(Map<String, PlannedImport> runs, Map<String, String> leftOut) {
  /**
   * Runs that begin to log later than this share of the horizon do not move the first evaluation.
   */
  private static final double LATE = 0.1;

  private static final int ID_LETTERS = 16;

  /**
   * The plan of runs that were read, in the order of their names.
   *
   * @param replicates numbers that runs have kept from an import before, by their ids
   */
  static ImportPlan of(
      Mapping mapping, List<RunSummary> summaries, Map<String, Integer> replicates) {
    Builder builder = new Builder(mapping, replicates);
    summaries.forEach(builder::place);
    return builder.plan();
  }

  /** The id of a run: the same whenever and from wherever it is imported. */
  static String runId(String sweep, String name) {
    return DigestUtils.sha256Hex((sweep + "\n" + name).getBytes(StandardCharsets.UTF_8))
        .substring(0, ID_LETTERS);
  }

  /** Thrown for a run that cannot be what the mapping says. */
  private static final class LeftOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeftOut(String why) {
      super(why);
    }
  }

  /** Variables of a run with those that its condition names. */
  private record Told(
      RunSummary run, String workload, MappedCondition condition, Map<String, String> variables) {}

  private static final class Builder {
    private static final MappedCondition CLEAN =
        new MappedCondition("", Role.CLEAN, null, null, null, null, null, null);

    private final Mapping mapping;
    private final Map<String, Integer> replicates;
    private final Map<String, String> leftOut = new TreeMap<>();
    private final Map<String, List<Told>> workloads = new TreeMap<>();

    Builder(Mapping mapping, Map<String, Integer> replicates) {
      this.mapping = mapping;
      this.replicates = replicates;
    }

    void place(RunSummary run) {
      try {
        if (run.problem() != null) {
          throw new LeftOut(run.problem());
        }
        if (run.firstStep() < 0) {
          throw new LeftOut(
              "it has no value of %s; it has %s"
                  .formatted(mapping.performance().series(), names(run)));
        }
        Told told = told(run);
        workloads.computeIfAbsent(told.workload(), key -> new ArrayList<>()).add(told);
      } catch (LeftOut | Template.Unknown e) {
        leftOut.put(run.name(), e.getMessage());
      }
    }

    private static String names(RunSummary run) {
      List<String> names = new ArrayList<>(run.values().keySet());
      names.addAll(run.others());
      return names.isEmpty() ? "no series" : String.join(", ", names);
    }

    private Told told(RunSummary run) {
      String workload = workload(run);
      if (mapping.conditions().isEmpty()) {
        return new Told(run, workload, CLEAN, run.variables());
      }
      String text = Template.fill(mapping.condition(), run.variables());
      for (MappedCondition condition : mapping.conditions()) {
        Optional<Map<String, String>> match = NamePattern.ofText(condition.is()).match(text);
        if (match.isPresent()) {
          Map<String, String> all = new TreeMap<>(run.variables());
          all.putAll(match.get());
          return new Told(run, workload, condition, all);
        }
      }
      throw new LeftOut("its condition '%s' is none of the mapping's".formatted(text));
    }

    /** Logs name as they like; a workload's name becomes that of a directory. */
    private String workload(RunSummary run) {
      String workload = Template.fill(mapping.workload(), run.variables());
      Optional<String> fault = PartitionName.fault(workload);
      if (fault.isPresent()) {
        throw new LeftOut(
            "its workload's name cannot be one: %s; let the mapping make it of something else"
                .formatted(fault.get()));
      }
      return workload;
    }

    ImportPlan plan() {
      Map<String, PlannedImport> runs = new TreeMap<>();
      workloads.forEach((workload, members) -> plan(members, runs));
      return new ImportPlan(runs, leftOut);
    }

    private void plan(List<Told> members, Map<String, PlannedImport> runs) {
      Grid grid = grid(members);
      Map<List<Object>, String> seen = new HashMap<>();
      Replicates numbers =
          new Replicates(replicates, members.stream().map(this::id).collect(Collectors.toSet()));
      List<Told> knownFirst =
          members.stream().sorted(Comparator.comparing(told -> !numbers.knows(id(told)))).toList();
      Map<List<Object>, String> clean = new HashMap<>();
      Map<String, PlannedImport> planned = new LinkedHashMap<>();
      for (Told told : knownFirst) {
        try {
          PlannedImport run = planned(told, grid, numbers);
          unique(run, seen);
          planned.put(run.name(), run);
          if (run.role() == Role.CLEAN) {
            clean.put(List.of(run.stochasticity(), run.replicate()), run.runId());
          }
        } catch (LeftOut | Template.Unknown e) {
          leftOut.put(told.run().name(), e.getMessage());
        }
      }
      planned.forEach((name, run) -> runs.put(name, run.with(twin(run, clean))));
    }

    private String twin(PlannedImport run, Map<List<Object>, String> clean) {
      return run.role() == Role.CLEAN || mapping.twin() == Mapping.TwinRule.NONE
          ? null
          : clean.get(List.of(run.stochasticity(), run.replicate()));
    }

    private static void unique(PlannedImport run, Map<List<Object>, String> seen) {
      String other =
          seen.putIfAbsent(
              List.of(
                  run.role(), run.exposures(), run.window(), run.stochasticity(), run.replicate()),
              run.name());
      if (other != null) {
        throw new LeftOut(
            "it has workload, condition and replicate %d of run %s; let the mapping name what tells them apart"
                .formatted(run.replicate(), other));
      }
    }

    private Grid grid(List<Told> members) {
      long horizon =
          mapping.horizon() != null
              ? mapping.horizon()
              : members.stream().mapToLong(told -> told.run().lastStep()).max().orElse(0);
      long first =
          members.stream()
              .mapToLong(told -> told.run().firstStep())
              .filter(step -> step <= LATE * horizon)
              .max()
              .orElse(0);
      return new Grid(
          first, horizon, (int) Math.max(1, Math.min(mapping.evaluations(), horizon - first)));
    }

    private String id(Told told) {
      return runId(mapping.sweep(), told.run().name());
    }

    private PlannedImport planned(Told told, Grid grid, Replicates numbers) {
      RunSummary run = told.run();
      if (run.firstStep() > grid.first()) {
        throw new LeftOut(
            "its first value of %s is at step %,d, after the workload's first evaluation at step %,d"
                .formatted(mapping.performance().series(), run.firstStep(), grid.first()));
      }
      List<StochasticityRow> levels = levels(told);
      Window window = Window.of(told.condition(), grid.horizon());
      List<ExposureRow> exposures = exposures(told, window);
      return new PlannedImport(
          run.name(),
          id(told),
          told.workload(),
          Template.fill(mapping.learner(), told.variables()),
          Template.fill(mapping.task(), told.variables()),
          told.condition().role(),
          exposures,
          window,
          levels,
          replicate(told, List.of(told.condition().role(), exposures, window, levels), numbers),
          null,
          grid);
    }

    private int replicate(Told told, List<Object> condition, Replicates numbers) {
      if (mapping.replicate() == null) {
        return numbers.of(id(told), condition);
      }
      double number = number("replicate", mapping.replicate(), told);
      if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
        throw new LeftOut("its replicate is no whole number: " + number);
      }
      return (int) number;
    }

    private List<StochasticityRow> levels(Told told) {
      return mapping.stochasticity().entrySet().stream()
          .map(
              level ->
                  new StochasticityRow(
                      level.getKey(), number(level.getKey(), level.getValue(), told)))
          .toList();
    }

    private static List<ExposureRow> exposures(Told told, Window window) {
      MappedCondition condition = told.condition();
      if (condition.role() != Role.PERTURBED) {
        return List.of();
      }
      return List.of(
          new ExposureRow(
              condition.dimension(),
              Template.fill(condition.family(), told.variables()),
              number("magnitude", condition.magnitude(), told),
              condition.unit(),
              null,
              window.schedule(),
              window.onset(),
              window.end()));
    }

    private static double number(String what, String template, Told told) {
      String text = Template.fill(template, told.variables());
      return Numbers.parse(text)
          .orElseThrow(() -> new LeftOut("its %s is no number: '%s'".formatted(what, text)));
    }
  }
}
