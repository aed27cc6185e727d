package org.shaketable.training.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of what a process writes, however much that is: it reads all and keeps little. */
final class OutputTail {
  private static final int KEPT = 1 << 14;
  private static final int LINES = 8;
  private static final int LONGEST_LINE = 240;

  private final byte[] kept = new byte[KEPT];
  private long written;

  /** Reads to the end of the stream. */
  void drain(InputStream in) {
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException e) {
      // The process has been ended: what it wrote before is here.
      add(new byte[0], 0);
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      kept[(int) ((written + i) % KEPT)] = bytes[i];
    }
    written += count;
  }

  private synchronized String text() {
    int size = (int) Math.min(written, KEPT);
    byte[] ordered = new byte[size];
    for (int i = 0; i < size; i++) {
      ordered[i] = kept[(int) ((written - size + i) % KEPT)];
    }
    return new String(ordered, StandardCharsets.UTF_8);
  }

  /** The last {@value #LINES} lines that say something, long ones cut; empty if there is none. */
  String lines() {
    String[] lines =
        text().lines().map(String::strip).filter(line -> !line.isEmpty()).toArray(String[]::new);
    return String.join(
        " | ",
        Arrays.stream(lines)
            .skip(Math.max(0, lines.length - LINES))
            .map(
                line ->
                    line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " ...")
            .toList());
  }
}
