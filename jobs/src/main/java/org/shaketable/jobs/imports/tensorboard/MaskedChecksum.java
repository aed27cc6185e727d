package org.shaketable.jobs.imports.tensorboard;

import java.util.zip.CRC32C;

/**
 * The checksum of TensorFlow's records: CRC-32C, rotated right by 15 bits plus a constant, so that
 * the checksum of data that holds checksums is none of theirs (tensorflow/core/lib/hash/crc32c.h).
 */
public final class MaskedChecksum {
  private static final int ROTATION = 15;
  private static final int DELTA = 0xa282ead8;

  private MaskedChecksum() {}

  /** The masked checksum of some bytes. */
  public static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + DELTA;
  }
}
