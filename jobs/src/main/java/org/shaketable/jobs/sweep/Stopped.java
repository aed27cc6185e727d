package org.shaketable.jobs.sweep;

import org.shaketable.training.run.Run;
import org.shaketable.training.run.Stop;

/**
 * Runs that ended for reasons outside of their specification: by their time limit or for want of
 * memory. Unlike every other outcome theirs may differ next time, so that they can be taken out of
 * the lake and trained again, see {@link Again#STOPPED}.
 */
final class Stopped {
  private Stopped() {}

  /** Whether a run ended for such a reason. */
  static boolean was(Run run) {
    return run.stop() != Stop.NONE;
  }
}
