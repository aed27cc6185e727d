package org.shaketable.jobs.config;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.refusal.Refusal;

/**
 * At which evaluations a sweep keeps the parameters of its runs: every so many, and the last. What
 * is kept is no part of a run's specification and changes nothing in it.
 *
 * @param every 0 for never
 */
public record Checkpointing(int every) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps nothing. */
  public static final Checkpointing NEVER = new Checkpointing(0);

  private static final Pattern WORDS = Pattern.compile("every (\\d{1,9}) evaluations?");

  /** {@code every 5 evaluations}. */
  static Checkpointing parse(String text) {
    Matcher matcher = WORDS.matcher(text.strip());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new Refusal(
          "checkpoint",
          "expected 'every N evaluations' with N at least 1, found '%s'".formatted(text));
    }
    return new Checkpointing(Integer.parseInt(matcher.group(1)));
  }

  /** Whether anything is kept. */
  public boolean any() {
    return every > 0;
  }

  /**
   * Whether evaluation {@code evaluation} of {@code last} is kept; never the one before training.
   */
  public boolean keeps(int evaluation, int last) {
    return any() && evaluation > 0 && (evaluation % every == 0 || evaluation == last);
  }

  @Override
  public String toString() {
    return any() ? "every %d evaluations".formatted(every) : "never";
  }
}
