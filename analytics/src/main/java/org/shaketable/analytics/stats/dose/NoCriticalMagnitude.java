package org.shaketable.analytics.stats.dose;

/** Why no magnitude of 50 % collapse can be given. */
public enum NoCriticalMagnitude {
  NO_RUNS("no run that could collapse"),
  ONE_MAGNITUDE("only one magnitude was tried"),
  NO_COLLAPSE("no run collapsed at any magnitude tried"),
  ALL_COLLAPSE("every run collapsed at every magnitude tried"),
  SEPARATED("one magnitude parts all survivals from all collapses: no curve can be fitted"),
  NOT_INCREASING("collapse does not become more frequent with magnitude"),
  OUT_OF_RANGE("the fitted magnitude lies outside those tried");

  private final String sentence;

  NoCriticalMagnitude(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words; {@link DoseResponse#statement()} names magnitudes. */
  public String sentence() {
    return sentence;
  }
}
