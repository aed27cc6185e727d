package org.shaketable.analytics.stats.dose;

/** Why no magnitude of 50 % lost can be given. */
public enum NoCriticalMagnitude {
  ONE_MAGNITUDE("only one magnitude was tried"),
  NO_COLLAPSE("no run is lost at any magnitude tried"),
  ALL_COLLAPSE("every run is lost at every magnitude tried"),
  SEPARATED("fewer than two magnitudes have runs of both kinds: a bracket, no curve"),
  NOT_INCREASING("loss does not become more frequent with magnitude");

  private final String sentence;

  NoCriticalMagnitude(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words. */
  public String sentence() {
    return sentence;
  }
}
