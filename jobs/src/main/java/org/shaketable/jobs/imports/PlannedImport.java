package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.List;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.StochasticityRow;

/**
 * What a run is.
 *
 * @param window when it may have been disturbed
 * @param twinRunId the clean run of its replicate; null for none
 * @param grid the common evaluations of its workload
 */
record PlannedImport(
    String name,
    String runId,
    String workload,
    String learner,
    String task,
    Role role,
    List<ExposureRow> exposures,
    Window window,
    List<StochasticityRow> stochasticity,
    int replicate,
    String twinRunId,
    Grid grid)
    implements Serializable {

  PlannedImport with(String twin) {
    return new PlannedImport(
        name,
        runId,
        workload,
        learner,
        task,
        role,
        exposures,
        window,
        stochasticity,
        replicate,
        twin,
        grid);
  }
}
