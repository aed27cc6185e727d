package org.shaketable.refusal;

/**
 * A value that is refused. It says as data what its message says as a sentence, {@code Invalid
 * subject: reason}, so that whoever knows where the value was written can point at that place.
 */
public final class Refusal extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final String reason;

  /**
   * Refuses a value.
   *
   * @param subject what was given, by its name in YAML, e.g. {@code batch-size}
   * @param reason "expected ..., found ..."
   */
  public Refusal(String subject, String reason) {
    this(subject, reason, null);
  }

  /** Refuses a value, with what brought it to light. */
  public Refusal(String subject, String reason, Throwable cause) {
    super("Invalid %s: %s".formatted(subject, reason), cause);
    this.subject = subject;
    this.reason = reason;
  }

  /** What was given, by its name in YAML. */
  public String subject() {
    return subject;
  }

  /** What was expected and what was found. */
  public String reason() {
    return reason;
  }
}
