package org.shaketable.training.language;

import java.util.List;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.text.Alphabet;

/** What a sampled continuation is worth: a number worked out from its symbols, in [0, 1]. */
public sealed interface Reward permits Reward.TokenShare, Reward.Ascending {

  /** The reward of the tokens {@code tokens[from .. to)}. */
  float of(int[] tokens, int from, int to, Alphabet alphabet);

  /**
   * Share of the tokens that are among the wanted.
   *
   * @param characters the wanted characters; null for none
   * @param symbols the numbers of the wanted symbols, e.g. of a generated text; none if not given
   */
  record TokenShare(String characters, List<Integer> symbols) implements Reward {
    public TokenShare {
      characters = characters == null || characters.isEmpty() ? null : characters;
      symbols = symbols == null ? List.of() : List.copyOf(symbols);
      if (characters == null && symbols.isEmpty()) {
        throw new Refusal("symbols", "expected wanted characters or symbols, found none");
      }
    }

    @Override
    public float of(int[] tokens, int from, int to, Alphabet alphabet) {
      int wanted = 0;
      for (int i = from; i < to; i++) {
        int symbol = alphabet.symbol(tokens[i]);
        boolean character = characters != null && characters.indexOf(symbol) >= 0;
        wanted += character || symbols.contains(symbol) ? 1 : 0;
      }
      return (float) wanted / (to - from);
    }
  }

  /** Share of the tokens whose symbol has a higher number than the one before. */
  record Ascending() implements Reward {
    @Override
    public float of(int[] tokens, int from, int to, Alphabet alphabet) {
      int rises = 0;
      for (int i = from; i < to; i++) {
        rises += tokens[i] > tokens[i - 1] ? 1 : 0;
      }
      return (float) rises / (to - from);
    }
  }
}
