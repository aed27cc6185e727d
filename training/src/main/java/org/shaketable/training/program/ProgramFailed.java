package org.shaketable.training.program;

/** A program that did not do its part; the message says what happened, for the table of runs. */
final class ProgramFailed extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ProgramFailed(String message) {
    super(message);
  }
}
