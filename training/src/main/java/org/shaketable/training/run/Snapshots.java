package org.shaketable.training.run;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.workload.Trainee;

/** Parameters and probe outputs of a clean run at each of its evaluations. */
final class Snapshots implements Training.Reference {
  private final List<float[]> parameters = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();

  /** Takes the next evaluation's snapshot. */
  @Override
  public Training.Distances at(int index, Trainee trainee) {
    parameters.add(trainee.parameters());
    outputs.add(trainee.probeOutputs());
    return new Training.Distances(0, 0);
  }

  /** The reference that measures other runs against these snapshots. */
  Training.Reference measuring() {
    return (index, trainee) ->
        index < parameters.size()
            ? new Training.Distances(
                distance(parameters.get(index), trainee.parameters()),
                trainee.functionDistance(outputs.get(index)))
            : new Training.Distances(Double.NaN, Double.NaN);
  }

  private static double distance(float[] reference, float[] parameters) {
    return Norm.ofDifference(reference, parameters, parameters.length);
  }
}
