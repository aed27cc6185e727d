package org.shaketable.jobs.sweep;

import java.io.Serializable;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;

/** What a task does for a run in the place of its training; used by several threads at once. */
public interface StandIn extends Serializable {

  /** The run as it has ended. */
  Run of(RunSpec spec);
}
