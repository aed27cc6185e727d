package org.shaketable.perturbation;

import java.util.Set;

/** Input tokens replaced by random others, each with the same probability. */
public record TokenCorruption(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "token-corruption",
          Dimension.DATA,
          "share of tokens",
          1,
          Set.of(Surface.TOKENS),
          "token = another one with probability magnitude",
          "Xie et al., arXiv 1703.02573");

  public TokenCorruption {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void tokens(int[] tokens, int count, int vocabulary, Dose dose) {
        int corrupted = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            tokens[i] = (tokens[i] + 1 + dose.random().nextInt(vocabulary - 1)) % vocabulary;
            corrupted++;
          }
        }
        record(corrupted, count);
      }
    };
  }
}
