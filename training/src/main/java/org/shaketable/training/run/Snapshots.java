package org.shaketable.training.run;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.workload.Trainee;

/** Parameters and probe outputs of a clean run at each of its evaluations. */
final class Snapshots implements Course.DistanceSource {
  private final List<float[]> parameters = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();

  /** Takes the next evaluation's snapshot. */
  @Override
  public Course.Distances at(int index, Trainee trainee) {
    parameters.add(trainee.parameters());
    outputs.add(trainee.probeOutputs());
    return new Course.Distances(0, 0);
  }

  /** The reference that measures other runs against these snapshots. */
  Course.DistanceSource measuring() {
    return (index, trainee) ->
        index < parameters.size()
            ? new Course.Distances(
                distance(parameters.get(index), trainee.parameters()),
                trainee.functionDistance(outputs.get(index)))
            : new Course.Distances(Double.NaN, Double.NaN);
  }

  private static double distance(float[] reference, float[] parameters) {
    return Norm.ofDifference(reference, parameters, parameters.length);
  }
}
