package org.shaketable.jobs.config;

import org.shaketable.training.run.RunSpec;

/**
 * Canonical JSON of specifications one after another. Those that differ from the one before in the
 * replicate alone cost a number put into a text, where making the text takes some 0.2 ms. Not
 * thread-safe.
 */
public final class SpecTexts {
  private RunSpec first;
  private String before;
  private String behind;

  /** Canonical JSON of a specification, as {@link Specs#json(RunSpec)} has it. */
  public String json(RunSpec spec) {
    if (first == null || !spec.with(first.replicate()).equals(first)) {
      learn(spec);
    }
    return before + spec.replicate() + behind;
  }

  /** The texts of two replicates, whose numbers share no digit, differ in the number alone. */
  private void learn(RunSpec spec) {
    first = spec.with(1);
    String one = Specs.json(first);
    String two = Specs.json(spec.with(2));
    int at = 0;
    while (one.charAt(at) == two.charAt(at)) {
      at++;
    }
    before = one.substring(0, at);
    behind = one.substring(at + 1);
    if (!two.equals(before + 2 + behind)) {
      throw new IllegalStateException("The replicate is at more than one place of " + one);
    }
  }
}
