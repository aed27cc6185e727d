package org.shaketable.training.text;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.shaketable.refusal.Refusal;

/**
 * The symbols of a text in ascending order; a token is a symbol's place among them. A symbol is a
 * Unicode code point, a byte, a byte-pair token's number or a generator's symbol.
 */
public final class Alphabet {
  private final int[] symbols;

  private Alphabet(int[] ascending) {
    this.symbols = ascending;
  }

  /** The distinct symbols among these. */
  public static Alphabet of(IntStream symbols) {
    return new Alphabet(symbols.distinct().sorted().toArray());
  }

  /** The symbols from 0 on. */
  static Alphabet range(int count) {
    return new Alphabet(IntStream.range(0, count).toArray());
  }

  /** Number of symbols. */
  public int size() {
    return symbols.length;
  }

  /** The token of a symbol; fails for one that is not in this alphabet. */
  public int token(int symbol) {
    int token = Arrays.binarySearch(symbols, symbol);
    if (token < 0) {
      throw new Refusal("text", "expected symbols of the alphabet, found symbol number " + symbol);
    }
    return token;
  }

  /** The symbol of a token. */
  public int symbol(int token) {
    return symbols[token];
  }

  /** The symbols of both. */
  public Alphabet union(Alphabet other) {
    return of(IntStream.concat(Arrays.stream(symbols), Arrays.stream(other.symbols)));
  }

  /** The tokens of symbols. */
  int[] tokens(int[] text) {
    return Arrays.stream(text).map(this::token).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Alphabet that && Arrays.equals(symbols, that.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(symbols);
  }

  @Override
  public String toString() {
    return "alphabet of " + symbols.length;
  }
}
