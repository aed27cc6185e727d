package org.shaketable.jobs.exports;

import java.io.IOException;
import java.util.List;
import org.shaketable.analytics.table.RunRow;

/** Writes runs one by one. */
interface RunWriter {
  /** Writes a run with all its evaluations, in order. */
  void write(RunRow run, List<ExportedEvaluation> evaluations) throws IOException;
}
