package org.shaketable.training.engine;

import java.util.List;
import java.util.zip.CRC32;
import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.training.arithmetic.Softmax;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.workload.Engine;

/** A short training with every kernel in it; as a program it prints the bits' checksum. */
final class TinyTraining {
  private static final int INPUTS = 5;
  private static final int CLASSES = 3;
  private static final int ROWS = 13;

  private TinyTraining() {}

  /** Prints the checksums of a tanh and of a ReLU network. */
  public static void main(String[] args) {
    System.out.println(checksum(Activation.TANH) + " " + checksum(Activation.RELU));
  }

  static long checksum(Activation activation) {
    CRC32 crc = new CRC32();
    for (float value : train(Engine.VECTOR, activation, 8, 0.1f)) {
      int bits = Float.floatToRawIntBits(value);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(bits >>> shift);
      }
    }
    return crc.getValue();
  }

  /** Parameters after some steps, then the last loss. */
  static float[] train(Engine engine, Activation activation, int steps, float noise) {
    NetworkSpec spec = new NetworkSpec(List.of(70, 20), activation);
    Network network = Engines.network(engine, spec, INPUTS, CLASSES, ROWS);
    int size = network.layout().size();
    float[] parameters = new float[size + 1];
    float[] gradient = new float[size];
    network.initialise(parameters, 0, Math.sqrt(2), 1, RandomStream.of(1, "weights", 0));
    OptimizerState optimizer = Adam.of(0.003, 1e-5).begin(size);
    float[] inputs = new float[ROWS * INPUTS];
    int[] labels = new int[ROWS];
    for (int step = 0; step < steps; step++) {
      RandomStream data = RandomStream.of(1, "data", step);
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) data.nextDouble(-2, 2);
      }
      for (int i = 0; i < ROWS; i++) {
        labels[i] = data.nextInt(CLASSES);
      }
      float[] out = network.forward(parameters, 0, inputs, 0, INPUTS, ROWS);
      parameters[size] =
          (float) Softmax.crossEntropy(out, labels, ROWS, CLASSES, network.outputStride(), out);
      network.backward(parameters, 0, out, gradient, 0);
      Gaussian.add(gradient, 0, size, noise, RandomStream.of(1, "noise", step));
      GlobalNorm.clip(gradient, size, 0.5);
      optimizer.update(parameters, gradient, 0.003);
    }
    return parameters;
  }
}
