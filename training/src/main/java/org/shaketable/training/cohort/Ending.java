package org.shaketable.training.cohort;

import java.util.OptionalDouble;
import org.shaketable.training.workload.Diverged;

/** How a training has ended on a device, if it has. */
public final class Ending {
  private Diverged found;
  private OptionalDouble realised = OptionalDouble.empty();

  /** It ends here, with this realised magnitude. */
  public void is(Diverged diverged, OptionalDouble realisedMagnitude) {
    found = diverged;
    realised = realisedMagnitude;
  }

  /** Fails as the training has, if it has ended. */
  public void check() throws Diverged {
    if (found != null) {
      throw found;
    }
  }

  /** The realised magnitude when it ended; empty where it goes on or has none of its own. */
  public OptionalDouble realisedMagnitude() {
    return realised;
  }
}
