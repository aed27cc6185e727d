package org.shaketable.jobs.lake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * One row of the table {@code checkpoints}: the parameters of one run at one evaluation.
 *
 * @param evaluation number of the evaluation
 * @param parameters little-endian floats of 32 bits, without padding
 * @param layout names and places of the tensors, offsets counted in floats
 */
@SuppressWarnings("ArrayRecordComponent")
public record CheckpointRow(
    String runId,
    String sweep,
    String workload,
    int evaluation,
    long step,
    byte[] parameters,
    List<Tensor> layout) {

  /** The bytes of the first {@code size} values. */
  public static byte[] bytes(float[] values, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values, 0, size);
    return buffer.array();
  }

  /** The values of bytes. */
  public static float[] values(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** The parameters as numbers. */
  public float[] values() {
    return values(parameters);
  }

  /** The layout as one. */
  public ParameterLayout parameterLayout() {
    return new ParameterLayout(layout);
  }
}
