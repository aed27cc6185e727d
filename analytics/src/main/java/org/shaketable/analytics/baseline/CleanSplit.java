package org.shaketable.analytics.baseline;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Split of clean runs into three quarters that models and thresholds are fitted on and a quarter
 * held out to judge them: by a checksum of the run_id, so that it does not change when runs are
 * added.
 */
public final class CleanSplit {
  private static final int PARTS = 4;

  private CleanSplit() {}

  /** Whether a clean run belongs to the calibration runs. */
  public static boolean calibration(String runId) {
    CRC32 checksum = new CRC32();
    checksum.update(runId.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue() % PARTS != 0;
  }
}
