package org.shaketable.jobs.imports.log;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text that knows, once it is read, whether its last line has an end. The writers of logs end
 * every line: one without may have been cut off within a number, and {@code 0.2} is not {@code
 * 0.25}.
 */
public final class LineEnd extends FilterReader {
  private int last = '\n';

  /** The text of another reader. */
  public LineEnd(Reader in) {
    super(in);
  }

  /** Whether what was read until now ends with a line's end; so does nothing at all. */
  public boolean isWhole() {
    return last == '\n' || last == '\r';
  }

  @Override
  public int read() throws IOException {
    int letter = super.read();
    last = letter < 0 ? last : letter;
    return letter;
  }

  @Override
  public int read(char[] letters, int offset, int length) throws IOException {
    int count = super.read(letters, offset, length);
    last = count > 0 ? letters[offset + count - 1] : last;
    return count;
  }
}
