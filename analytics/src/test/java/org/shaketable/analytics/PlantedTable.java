package org.shaketable.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The table of planted truths in {@code TRIAL.md}: each test that counts verdicts in made-up lakes
 * finds its row there with the numbers that it counted.
 */
public final class PlantedTable {
  private static final Path PAGE = Path.of("TRIAL.md");

  private PlantedTable() {}

  /**
   * Holds a row of verdicts on a truth that is there: at least four of five right, at most one of
   * twenty wrong.
   */
  public static void present(String truth, int lakes, int right, int wrong) {
    assertThat(right).as("right of %d: %s", lakes, truth).isGreaterThanOrEqualTo(4 * lakes / 5);
    says(truth, lakes, right, wrong);
  }

  /** Holds a row of verdicts where nothing is there: at most one of twenty wrong. */
  public static void absent(String truth, int lakes, int right, int wrong) {
    says(truth, lakes, right, wrong);
  }

  private static void says(String truth, int lakes, int right, int wrong) {
    assertThat(wrong).as("wrong of %d: %s", lakes, truth).isLessThanOrEqualTo(lakes / 20);
    String row =
        "| %s | %d | %d | %d | %d |".formatted(truth, lakes, right, lakes - right - wrong, wrong);
    try {
      assertThat(Files.readString(PAGE)).as("planted truths in " + PAGE).contains(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
