package org.shaketable.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Words of the configuration: kebab-case names, and the nearest to one that does not exist. */
final class Words {
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
  static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map("did you mean '%s'?"::formatted)
        .orElse("there is " + String.join(", ", known.stream().sorted().toList()));
  }

  private static Optional<String> nearest(String word, Collection<String> known) {
    String plain = kebab(word);
    int enough = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(candidate -> edits(plain, candidate) <= enough)
        .min(Comparator.comparingInt(candidate -> edits(plain, candidate)));
  }

  /** Edit distance: insertions, deletions and replacements of a letter (Levenshtein). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
