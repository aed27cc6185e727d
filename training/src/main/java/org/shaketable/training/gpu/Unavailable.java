package org.shaketable.training.gpu;

/** A GPU that cannot be used, or no longer; the message is one plain line. */
public final class Unavailable extends Exception {
  private static final long serialVersionUID = 1L;

  Unavailable(String message) {
    super(message, null, false, false);
  }
}
