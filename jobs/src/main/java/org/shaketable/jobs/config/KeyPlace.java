package org.shaketable.jobs.config;

import org.shaketable.jobs.Mistake;

/**
 * Where a value stands in a document.
 *
 * @param file the file as the user wrote it
 * @param key path from the top, e.g. {@code workloads.cartpole.learner.gamma}; empty at the top
 * @param line from 1
 */
record KeyPlace(String file, String key, int line) {

  KeyPlace key(String name, int atLine) {
    return new KeyPlace(file, key.isEmpty() ? name : key + "." + name, atLine);
  }

  KeyPlace item(int index, int atLine) {
    return new KeyPlace(file, key + "[" + index + "]", atLine);
  }

  /** The last part of the key. */
  String name() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** A mistake here: {@code what} is "expected ..., found ...; how to mend". */
  Mistake mistake(String what) {
    return new Mistake("%s:%d: %s%s".formatted(file, line, key.isEmpty() ? "" : key + ": ", what));
  }
}
