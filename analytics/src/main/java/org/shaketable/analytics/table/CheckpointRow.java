package org.shaketable.analytics.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** One row of the table {@code checkpoints}: the parameters of one run at one evaluation. */
@Table(
    name = "checkpoints",
    row = "the parameters of one run at one evaluation",
    partitionedBy = {"sweep", "workload"},
    onlyLakesThat = "keep checkpoints")
@SuppressWarnings("ArrayRecordComponent")
public record CheckpointRow(
    @Column(meaning = "the run") String runId,
    @Column(meaning = "its sweep") String sweep,
    @Column(meaning = "its workload") String workload,
    @Column(meaning = "number of the evaluation") int evaluation,
    @Column(meaning = "steps taken until then", unit = "steps") long step,
    @Column(meaning = "little-endian floats of 32 bits, without padding") byte[] parameters,
    @Column(meaning = "names and places of the tensors") List<TensorRow> layout) {

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
}
