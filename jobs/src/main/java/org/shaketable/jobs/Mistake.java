package org.shaketable.jobs;

/**
 * A mistake of the user, told in one plain line: what is wrong, where, and how to mend it. The
 * command line prints the message alone and exits with code 2; anything else thrown is a fault.
 *
 * <p>What a name or value brings into the line and cannot be seen is written as its number, a line
 * break as {@code \n}.
 */
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake with its one line. */
  public Mistake(String line) {
    super(visible(line));
  }

  /** A mistake with its one line and what brought it to light. */
  public Mistake(String line, Throwable cause) {
    super(visible(line), cause);
  }

  private static String visible(String line) {
    StringBuilder visible = new StringBuilder();
    String.valueOf(line).codePoints().forEach(letter -> append(visible, letter));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int letter) {
    if (letter == '\n') {
      visible.append("\\n");
    } else if (letter == '\t') {
      visible.append("\\t");
    } else if (hidden(Character.getType(letter))) {
      visible.append("\\u%04x".formatted(letter));
    } else {
      visible.appendCodePoint(letter);
    }
  }

  private static boolean hidden(int type) {
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
