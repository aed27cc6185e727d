package org.shaketable.training.bench;

import org.shaketable.training.dl4j.FitLoop;

/** DL4J's own {@code fit}; it takes no gradient norm. */
final class FitContender implements Contender {
  private final FitLoop loop;

  FitContender(Shape shape) {
    Batches batches = new Batches(shape);
    loop = new FitLoop(shape.network(), shape.outputs(), batches.inputs, batches.labels, 1e-3);
  }

  @Override
  public String name() {
    return "dl4j fit";
  }

  @Override
  public double train(int steps) {
    return ProcessorTime.micros(steps, loop::step);
  }

  @Override
  public void close() {
    loop.close();
  }
}
