package org.shaketable.analytics.packing;

/** Seeds of random draws from what they are for, never from where or when they are made. */
public final class Seeds {
  private Seeds() {}

  /** 64 bits of the texts in order (FNV-1a, with a separator between them). */
  public static long of(String... texts) {
    long hash = 0xCBF29CE484222325L;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      }
      hash = (hash ^ 0xFFFF) * 0x100000001B3L;
    }
    return hash;
  }
}
