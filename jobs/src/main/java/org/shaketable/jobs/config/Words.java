package org.shaketable.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Words of a user: kebab-case names, and the nearest to one that does not exist. */
public final class Words {
  /** The distance of longer words takes long and would be too large anyway. */
  private static final int LONGEST = 200;

  private static final int SWAP = 2;

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
    // Two, even of a short word: that is what two exchanged letters count.
    LevenshteinDistance edits = new LevenshteinDistance(Math.max(SWAP, plain.length() / 3));
    return plain.length() <= SWAP
        ? Optional.empty()
        : known.stream()
            .filter(candidate -> edits.apply(plain, candidate) >= 0)
            .min(Comparator.comparingInt(candidate -> edits.apply(plain, candidate)));
  }
}
