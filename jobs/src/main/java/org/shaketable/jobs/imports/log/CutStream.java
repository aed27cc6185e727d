package org.shaketable.jobs.imports.log;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes that end where the packed ones are cut off, which is counted once. */
final class CutStream extends FilterInputStream {
  private final SkipCount skips;
  private boolean cut;

  CutStream(InputStream in, SkipCount skips) {
    super(in);
    this.skips = skips;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return cut ? -1 : super.read(bytes, offset, length);
    } catch (EOFException e) {
      // What came before counts.
      cut = true;
      skips.add(Skip.TRUNCATED, "the end of the packed data");
      return -1;
    }
  }
}
