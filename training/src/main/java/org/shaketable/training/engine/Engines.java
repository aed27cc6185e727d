package org.shaketable.training.engine;

import org.shaketable.refusal.Refusal;
import org.shaketable.training.dl4j.Dl4jMlp;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.vector.VectorMlp;
import org.shaketable.training.workload.Engine;

/** Networks by engine. */
public final class Engines {
  private Engines() {}

  /**
   * A network with scratch memory for at most {@code maxRows} rows in a call.
   *
   * @param inputs width of an input row
   * @param outputs width of an output row
   */
  public static Network network(
      Engine engine, NetworkSpec spec, int inputs, int outputs, int maxRows) {
    return switch (engine) {
      case VECTOR -> new VectorMlp(spec, inputs, outputs, maxRows);
      case DL4J -> new Dl4jMlp(spec, inputs, outputs, maxRows);
      case PROGRAM ->
          throw new Refusal(
              "engine", "expected vector or dl4j for a network of this JVM, found program");
    };
  }
}
