package org.shaketable.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.refusal.Refusal;

/**
 * Point or length of time in a run, written {@code 40%} (share of the horizon), {@code 5000 steps}
 * or {@code 30 evaluations}.
 */
public record Moment(double value, Unit unit) {
  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%|steps?|evaluations?)");

  /** In what a moment is counted. */
  public enum Unit {
    PERCENT,
    STEPS,
    EVALUATIONS
  }

  public Moment {
    boolean whole = value == StrictMath.rint(value);
    if (!(value >= 0) || (unit == Unit.PERCENT ? value > 100 : !whole || value > 1e15)) {
      throw new Refusal(
          "moment",
          "expected 0%% to 100%%, or a whole number of steps or evaluations, found %s %s"
              .formatted(value, unit));
    }
  }

  /** A moment from its written form. */
  public static Moment parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new Refusal(
          "moment",
          "expected e.g. '40%%', '5000 steps' or '30 evaluations', found '%s'".formatted(text));
    }
    Unit unit =
        switch (matcher.group(2).charAt(0)) {
          case '%' -> Unit.PERCENT;
          case 's' -> Unit.STEPS;
          default -> Unit.EVALUATIONS;
        };
    return new Moment(Double.parseDouble(matcher.group(1)), unit);
  }

  /** The step this moment falls on, rounded to the nearest. */
  public long steps(Horizon horizon) {
    return switch (unit) {
      case PERCENT -> Math.round(value / 100 * horizon.steps());
      case STEPS -> (long) value;
      case EVALUATIONS -> Math.round(value * horizon.steps() / horizon.evaluations());
    };
  }

  /** The written form; {@link #parse(String)} reads it back. */
  @Override
  public String toString() {
    String number =
        value == StrictMath.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return switch (unit) {
      case PERCENT -> number + "%";
      case STEPS -> number + " steps";
      case EVALUATIONS -> number + " evaluations";
    };
  }
}
