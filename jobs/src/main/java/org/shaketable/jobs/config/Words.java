package org.shaketable.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Words of a user: kebab-case names, and the nearest to one that does not exist. */
public final class Words {
  /** The distance of longer words takes long and would be too large anyway. */
  private static final int LONGEST = 200;

  private Words() {}

  /** {@code totalTimesteps} or {@code GRADIENT_NOISE} or {@code OneShot} in kebab-case. */
  static String kebab(String name) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      boolean newWord = i > 0 && isSmall(name.charAt(i - 1)) && letter >= 'A' && letter <= 'Z';
      kebab.append(newWord ? "-" : "").append(letter == '_' || letter == ' ' ? '-' : letter);
    }
    return kebab.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isSmall(char letter) {
    return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9';
  }

  /** "did you mean 'x'?" where a known word is near, else the list of all. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map("did you mean '%s'?"::formatted)
        .orElse("there is " + String.join(", ", known.stream().sorted().toList()));
  }

  private static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = kebab(word);
    int enough = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(candidate -> edits(plain, candidate) <= enough)
        .min(Comparator.comparingInt(candidate -> edits(plain, candidate)));
  }

  /**
   * Edit distance: insertions, deletions and replacements of a letter (Levenshtein) and exchanges
   * of two neighbours (Damerau, doi:10.1145/363958.363994), each place edited once.
   */
  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int least(int[][] edits, String a, String b, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
