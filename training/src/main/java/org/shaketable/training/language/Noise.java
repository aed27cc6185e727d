package org.shaketable.training.language;

import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Stochasticity;

/** The random streams of one run: windows, dropout, samples, evaluations, the noise floor. */
final class Noise {
  private final Streams streams;
  private final NamedStream windows;
  private final NamedStream dropout;
  private final NamedStream samples;
  private final NamedStream evaluations;
  private final GradientNoiseFloor floor;

  Noise(Stochasticity stochasticity, Streams streams) {
    this.streams = streams;
    this.windows = streams.named("language/windows");
    this.dropout = streams.named("language/dropout");
    this.samples = streams.named("language/samples");
    this.evaluations = streams.fixed("language/evaluation");
    this.floor = new GradientNoiseFloor(stochasticity, streams);
  }

  Streams streams() {
    return streams;
  }

  /** Which windows an update reads. */
  RandomStream windows(long step) {
    return windows.at(step);
  }

  /** Key of what an update drops. */
  long dropout(long step) {
    return dropout.key(step, step);
  }

  /** Which tokens continue an update's prompts. */
  RandomStream samples(long step) {
    return samples.at(step);
  }

  /** Which tokens continue an evaluation's prompts: the same in a run and in all its twins. */
  RandomStream evaluation(long index) {
    return evaluations.at(index);
  }

  GradientNoiseFloor floor() {
    return floor;
  }
}
