package org.shaketable.analytics.table;

import java.util.Locale;

/** What a run is in its trial. */
public enum Role {
  /** Undisturbed: a twin, and one of the control group. */
  CLEAN,
  /** Undisturbed, with random streams of its own from the onset on: what chance alone does. */
  PLACEBO,
  /** Kicked once, too little to matter by itself: how fast trainings part. */
  INFINITESIMAL,
  /** Disturbed. */
  PERTURBED;

  /** The word in tables, e.g. {@code clean}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
