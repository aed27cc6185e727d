package org.shaketable.training.bench;

import java.util.Locale;
import org.shaketable.random.RandomStream;
import org.shaketable.training.arithmetic.Softmax;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.network.Network;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.workload.Engine;

/**
 * Forward pass, softmax cross-entropy, backward pass, gradient norm and Adam through one of this
 * project's engines.
 */
final class EngineContender implements Contender {
  private static final double LEARNING_RATE = 1e-3;

  private final Engine engine;
  private final Shape shape;
  private final Batches batches;
  private final Network network;
  private final float[] parameters;
  private final float[] gradient;
  private final OptimizerState optimizer;
  private int batch;
  private double checksum;

  EngineContender(Engine engine, Shape shape) {
    this.engine = engine;
    this.shape = shape;
    this.batches = new Batches(shape);
    this.network =
        Engines.network(engine, shape.network(), shape.inputs(), shape.outputs(), shape.batch());
    this.parameters = new float[network.layout().size()];
    this.gradient = new float[parameters.length];
    network.initialise(parameters, 0, 1, 0.1, RandomStream.of(1, "bench/weights", 0));
    this.optimizer = new Adam(LEARNING_RATE, null, null, null).begin(parameters.length);
  }

  @Override
  public String name() {
    return engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public double train(int steps) {
    double micros = ProcessorTime.micros(steps, this::step);
    if (!Double.isFinite(checksum)) {
      throw new IllegalStateException("Cannot time " + name() + ": the training diverged");
    }
    return micros;
  }

  private void step() {
    batch = (batch + 1) % Batches.COUNT;
    float[] out =
        network.forward(parameters, 0, batches.inputs[batch], 0, shape.inputs(), shape.batch());
    checksum +=
        Softmax.crossEntropy(
            out,
            batches.labels[batch],
            shape.batch(),
            shape.outputs(),
            network.outputStride(),
            out);
    network.backward(parameters, 0, out, gradient, 0);
    checksum += GlobalNorm.of(gradient, gradient.length);
    optimizer.update(parameters, gradient, LEARNING_RATE);
  }
}
