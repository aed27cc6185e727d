package org.shaketable.analytics.stats.trial;

import java.util.Locale;

/** What a run of a trial is asked for. */
public enum Outcome {
  /** The primary endpoint: down at the end and not back. Fewer is more stable. */
  LOST(Scale.EVENT),
  /** Had learned and failed visibly, of those that had learned. Fewer is more stable. */
  COLLAPSED(Scale.EVENT),
  /** Area under performance over the twin's, from the onset on. More is more stable. */
  RETAINED_PERFORMANCE(Scale.SHARE),
  /** Came back, of those that collapsed and could. More is more stable. */
  RECOVERED(Scale.EVENT),
  /** Share of losses that are no spikes. More is more stable. */
  SPIKE_FREE(Scale.SHARE);

  /** What values an outcome has. */
  public enum Scale {
    /** 0 or 1. */
    EVENT,
    /** A number in [0, 1]. */
    SHARE
  }

  private final Scale scale;

  Outcome(Scale scale) {
    this.scale = scale;
  }

  public Scale scale() {
    return scale;
  }

  /** Name in the tables, e.g. {@code retained_performance}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
