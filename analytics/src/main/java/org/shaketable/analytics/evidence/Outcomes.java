package org.shaketable.analytics.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStabilityRow;

/** What became of runs, for those that watch and follow them. */
public final class Outcomes {
  private Outcomes() {}

  /** The collapses by run_id; without runs that did not. */
  public static Map<String, RunStabilityRow.Collapsed> collapses(List<JudgedRun> judged) {
    Map<String, RunStabilityRow.Collapsed> collapses = new HashMap<>();
    judged.stream()
        .filter(run -> run.row().collapse() != null)
        .forEach(run -> collapses.put(run.runId(), run.row().collapse()));
    return collapses;
  }

  /** The evaluations at which runs collapsed, by run_id; without those that did not. */
  static Map<String, Integer> collapseEvaluations(List<JudgedRun> judged) {
    Map<String, Integer> evaluations = new HashMap<>();
    collapses(judged)
        .forEach((run, collapse) -> evaluations.put(run, collapse.collapseEvaluation()));
    return evaluations;
  }

  /** The first step at which any run parts from its twin, by configuration and level. */
  static Map<ControlKey, Long> onsets(List<JudgedRun> judged) {
    Map<ControlKey, Long> onsets = new HashMap<>();
    judged.stream()
        .filter(run -> !run.facts().clean())
        .forEach(run -> onsets.merge(run.control(), run.facts().onset(), Math::min));
    return onsets;
  }

  /**
   * The outcomes of disturbed runs that had learned, by run_id: one that never could do anything
   * has nothing to lose.
   */
  public static Map<String, RunEnd> of(List<JudgedRun> judged) {
    Map<String, Integer> collapses = collapseEvaluations(judged);
    Map<String, RunEnd> outcomes = new HashMap<>();
    judged.stream()
        .filter(run -> run.facts().role() == Role.PERTURBED && run.learned())
        .forEach(
            run ->
                outcomes.put(
                    run.runId(),
                    new RunEnd(
                        run.facts().replicate(),
                        collapses.getOrDefault(run.runId(), RunEnd.NEVER))));
    return outcomes;
  }

  /**
   * The evaluations at which those runs collapse by each of {@link CollapseGrid#ALONE}, by run_id.
   */
  public static Map<String, int[]> otherwise(List<JudgedRun> judged) {
    Map<String, int[]> evaluations = new HashMap<>();
    judged.stream()
        .filter(run -> run.facts().role() == Role.PERTURBED && run.learned())
        .forEach(run -> evaluations.put(run.runId(), run.otherwise().evaluations()));
    return evaluations;
  }
}
