package org.shaketable.training.environment;

import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;

/**
 * Observations on which the functions of two trainings are compared and policies are looked at:
 * visited by uniformly random play of 8 environments, at 8 times a fiftieth of the time limit
 * apart. Keyed by the replicate seed alone.
 */
public final class ProbeObservations {
  /** Number of observations. */
  public static final int ROWS = 64;

  private static final int COUNT = 8;

  private ProbeObservations() {}

  /** {@value #ROWS} rows without gaps. */
  public static float[] of(Environment environment, Streams streams) {
    int width = environment.observationSize();
    int spacing = Math.max(1, environment.timeLimit() / 50);
    float[] rows = new float[ROWS * width];
    double[] actions = new double[COUNT];
    Environments environments = new Environments(environment, COUNT, streams.fixed("probe/reset"));
    NamedStream draws = streams.fixed("probe/action");
    for (int t = 0; t < ROWS / COUNT * spacing; t++) {
      RandomStream random = draws.at(t);
      for (int i = 0; i < COUNT; i++) {
        actions[i] = RandomActions.draw(environment.actions(), random);
      }
      environments.step(actions, 0);
      if (t % spacing == spacing - 1) {
        environments.observe(rows, t / spacing * COUNT * width, width);
      }
    }
    return rows;
  }
}
