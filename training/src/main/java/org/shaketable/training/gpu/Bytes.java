package org.shaketable.training.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers one after another as the kernel reads them, in memory that the driver can copy. */
public final class Bytes {
  private ByteBuffer buffer = allocate(1024);

  static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }

  /** The buffer with room for so many bytes more. */
  private ByteBuffer room(long bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = allocate(Math.max(2L * buffer.capacity(), buffer.position() + bytes));
      buffer.flip();
      buffer = larger.put(buffer);
    }
    return buffer;
  }

  /** Adds at the end. */
  public Bytes add(int value) {
    room(4).putInt(value);
    return this;
  }

  /** Adds at the end. */
  public Bytes add(long value) {
    room(8).putLong(value);
    return this;
  }

  /** Adds at the end. */
  public Bytes add(float value) {
    room(4).putFloat(value);
    return this;
  }

  /** Adds at the end. */
  public Bytes add(double value) {
    room(8).putDouble(value);
    return this;
  }

  /** Adds at the end. */
  public Bytes add(int[] values, int count) {
    ByteBuffer to = room(4L * count);
    to.asIntBuffer().put(values, 0, count);
    to.position(to.position() + 4 * count);
    return this;
  }

  /** Adds at the end. */
  public Bytes add(float[] values, int count) {
    ByteBuffer to = room(4L * count);
    to.asFloatBuffer().put(values, 0, count);
    to.position(to.position() + 4 * count);
    return this;
  }

  /** Bytes so far. */
  public long size() {
    return buffer.position();
  }

  void clear() {
    buffer.clear();
  }

  /** What is in it, to be read. */
  ByteBuffer whole() {
    return buffer.duplicate().order(ByteOrder.nativeOrder()).flip();
  }
}
