package org.shaketable.jobs.imports.tensorboard;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.imports.log.SkipCount;

/**
 * Records in TensorFlow's framing: length (8 bytes, least first), its masked checksum, the data,
 * their masked checksum.
 *
 * <p>Behind a record that fails a checksum the next place is searched at which a length agrees with
 * its checksum, which by chance happens once in 4 billion places: one corrupt record costs no
 * other.
 */
final class Records {
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int HEADER_BYTES = LENGTH_BYTES + Integer.BYTES;

  /** No event is that large; a length beyond it is read as corrupt even if its checksum agrees. */
  private static final long MOST_BYTES = 1L << 29;

  private final InputStream in;
  private final SkipCount skips;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long offset;
  private boolean cut;

  Records(InputStream in, SkipCount skips) {
    this.in = in;
    this.skips = skips;
  }

  /** The data of the next record that is whole; null at the end. */
  byte[] next() throws IOException {
    boolean lost = false;
    while (has(HEADER_BYTES)) {
      long length = word(start).getLong();
      boolean header =
          word(start + LENGTH_BYTES).getInt() == MaskedChecksum.of(buffer, start, LENGTH_BYTES)
              && length >= 0
              && length <= MOST_BYTES;
      if (header && !has(HEADER_BYTES + (int) length + Integer.BYTES)) {
        return end("byte %,d".formatted(offset), lost);
      }
      int data = start + HEADER_BYTES;
      if (header
          && word(data + (int) length).getInt() == MaskedChecksum.of(buffer, data, (int) length)) {
        byte[] record = Arrays.copyOfRange(buffer, data, data + (int) length);
        forward(HEADER_BYTES + (int) length + Integer.BYTES);
        return record;
      }
      if (!lost) {
        skips.add(Skip.CORRUPT, "byte %,d".formatted(offset));
        lost = true;
      }
      forward(1);
    }
    return end > start || cut ? end("byte %,d".formatted(offset), lost) : null;
  }

  /** Nothing more that is whole: bytes behind a corrupt record are part of its loss. */
  private byte[] end(String place, boolean lost) {
    if (!lost) {
      skips.add(Skip.TRUNCATED, place);
    }
    start = end;
    cut = false;
    return null;
  }

  private ByteBuffer word(int at) {
    return ByteBuffer.wrap(buffer, at, LENGTH_BYTES > end - at ? end - at : LENGTH_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void forward(int bytes) {
    start += bytes;
    offset += bytes;
  }

  /** Whether so many bytes are there from here on; reads them where they are not yet in memory. */
  private boolean has(int bytes) throws IOException {
    if (end - start < bytes) {
      System.arraycopy(buffer, start, room(bytes), 0, end - start);
      end -= start;
      start = 0;
      fill(bytes);
    }
    return end - start >= bytes;
  }

  /** The buffer itself, or a larger one that becomes the buffer. */
  private byte[] room(int bytes) {
    if (buffer.length >= bytes) {
      return buffer;
    }
    byte[] larger = new byte[Math.max(bytes, 2 * buffer.length)];
    System.arraycopy(buffer, start, larger, start, Math.min(end, larger.length) - start);
    buffer = larger;
    return larger;
  }

  private void fill(int bytes) throws IOException {
    try {
      while (end < bytes) {
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
          return;
        }
        end += read;
      }
    } catch (EOFException e) {
      // A gzip file that is cut off: what came before it counts.
      cut = true;
    }
  }
}
