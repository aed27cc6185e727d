package org.shaketable.training.gpu;

import java.nio.ByteBuffer;

/** A stretch of a GPU's memory that grows as it has to. */
final class DeviceMemory {
  private final Gpu gpu;
  private long at;
  private long size;

  DeviceMemory(Gpu gpu) {
    this.gpu = gpu;
  }

  /** Holds so many bytes of zeros. */
  void zeros(long bytes) throws Unavailable {
    reserve(bytes);
    gpu.clear(at, size);
  }

  /** Makes it so large at least; what was in it may be lost. */
  void reserve(long bytes) throws Unavailable {
    if (at == 0 || bytes > size) {
      close();
      size = Math.max(bytes, 8);
      at = gpu.allocate(size);
    }
  }

  /** Holds these bytes. */
  void hold(ByteBuffer bytes) throws Unavailable {
    reserve(bytes.remaining());
    gpu.write(at, bytes);
  }

  /** Address of a byte of it. */
  long at(long offset) {
    return at + offset;
  }

  void close() throws Unavailable {
    if (at != 0) {
      gpu.free(at);
      at = 0;
    }
  }
}
