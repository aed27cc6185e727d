package org.shaketable.training.text;

import org.shaketable.training.workload.Task;

/** Task of predicting the next token of a text. */
public sealed interface Text extends Task permits Corpus, Markov, ModularArithmetic {

  /** The symbols that occur. */
  Alphabet alphabet();

  /**
   * The text as numbers of an alphabet.
   *
   * @param alphabet holds all symbols of this text; may hold those of another text, too
   * @param length the length of a window, in tokens
   */
  TokenData read(Alphabet alphabet, int length);
}
