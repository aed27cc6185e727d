package org.shaketable.jobs;

/**
 * A mistake of the user, told in one plain line: what is wrong, where, and how to mend it. The
 * command line prints the message alone and exits with code 2; anything else thrown is a fault.
 */
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake with its one line. */
  public Mistake(String line) {
    super(line);
  }

  /** A mistake with its one line and what brought it to light. */
  public Mistake(String line, Throwable cause) {
    super(line, cause);
  }
}
