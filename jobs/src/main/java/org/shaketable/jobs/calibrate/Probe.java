package org.shaketable.jobs.calibrate;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Judge;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.judge.JudgedCurves;
import org.shaketable.jobs.sweep.BroughtFiles;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.workload.Settings;

/** Searches the doses of one workload and family on an executor. */
record Probe(
    Broadcast<CheckpointStarts> starts,
    BroughtFiles brought,
    LongAccumulator runs,
    LongAccumulator pairs)
    implements Function<Probe.Pair, Probe.Found> {
  private static final long serialVersionUID = 1L;

  /**
   * A workload and a family.
   *
   * @param spec canonical JSON of a run of it, at any magnitude
   * @param clean the workload's clean calibration runs that learned
   */
  record Pair(String spec, List<CleanRun> clean) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What came out.
   *
   * @param failure why a run could not start; empty if all did
   */
  record Found(String spec, List<TriedMagnitude> trials, String failure) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A run that could not start. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  @Override
  public Found call(Pair pair) {
    brought.hand();
    RunSpec spec = Specs.parse(pair.spec());
    List<Curve> clean = pair.clean().stream().map(CleanRun::curve).toList();
    Judge judge = Judge.of(clean, JudgedCurves.rules(spec.workload().learner()));
    double largest = spec.exposures().get(0).perturbation().family().largest();
    Bracket bracket =
        new Bracket(
            largest,
            pair.clean().size(),
            (magnitude, seed) ->
                Fate.of(
                    judge.judge(
                        JudgedCurves.of(train(spec, magnitude, pair.clean().get(seed).replicate())),
                        clean.get(seed))));
    try {
      return new Found(pair.spec(), new java.util.ArrayList<>(bracket.search()), "");
    } catch (Failure failure) {
      return new Found(pair.spec(), List.of(), failure.getMessage());
    } finally {
      pairs.add(1);
    }
  }

  private Run train(RunSpec spec, double magnitude, int replicate) {
    Exposure exposure = spec.exposures().get(0);
    Perturbation dose = (Perturbation) at((Record) exposure.perturbation(), magnitude);
    RunSpec dosed =
        new RunSpec(
            spec.workload(),
            spec.stochasticity(),
            List.of(new Exposure(dose, exposure.schedule())),
            spec.seed(),
            replicate);
    Run run = starts.value().during(() -> Alone.train(dosed));
    runs.add(1);
    if (run.status() == Status.FAILED) {
      throw new Failure(run.message());
    }
    return run;
  }

  private static Record at(Record perturbation, double magnitude) {
    return Settings.with(perturbation, "magnitude", magnitude);
  }
}
