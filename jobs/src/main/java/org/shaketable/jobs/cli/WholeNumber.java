package org.shaketable.jobs.cli;

import org.shaketable.jobs.Mistake;

/** Refuses values of options that are out of their range. */
final class WholeNumber {
  private WholeNumber() {}

  /** Refuses what is outside {@code [least, most]}. */
  static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Mistake(
          "Invalid %s: expected a whole number in [%d, %d], found %d"
              .formatted(option, least, most, value));
    }
  }
}
