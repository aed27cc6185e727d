package org.shaketable.analytics.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SHA-256 of a run's rows in the table {@code trajectories}, which whoever reads the table can
 * compute again: of the run's id, then for each row in the order of evaluations its number, its
 * step, and the name and the 64 bits of each number that is there, in the order of names.
 *
 * <ul>
 *   <li>A number that is not there (null, or NaN, which is stored as null) counts as a column that
 *       the table does not have, so that a table to which columns are added keeps its digests.
 *   <li>Where a row lies does not count: neither its file nor the order of columns.
 * </ul>
 *
 * <p>It is not the run's digest, which covers final parameters as well.
 */
public final class RowsDigest {
  private final MessageDigest sha;

  /** The digest of a run without rows. */
  public RowsDigest(String runId) {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    text(runId);
  }

  /** The digest of a run's rows. */
  public static String of(String runId, List<TrajectoryRow> rows) {
    RowsDigest digest = new RowsDigest(runId);
    rows.forEach(row -> digest.add(row.evaluation(), row.step(), numbers(row)));
    return digest.hex();
  }

  private static SortedMap<String, Double> numbers(TrajectoryRow row) {
    SortedMap<String, Double> numbers = new TreeMap<>(row.features());
    numbers.put("performance", row.performance());
    numbers.put("loss", row.loss());
    numbers.put("parameter_distance", row.parameterDistance());
    numbers.put("function_distance", row.functionDistance());
    return numbers;
  }

  /**
   * Goes on with the next row.
   *
   * @param numbers columns of the type DOUBLE; null or NaN where there is nothing
   */
  public void add(int evaluation, long step, SortedMap<String, Double> numbers) {
    sha.update(ByteBuffer.allocate(12).putInt(evaluation).putLong(step).flip());
    numbers.forEach(
        (name, number) -> {
          if (number != null && !number.isNaN()) {
            text(name);
            sha.update(ByteBuffer.allocate(8).putDouble(number).flip());
          }
        });
  }

  /** With its length in front, so that no two sequences of texts and numbers are the same bytes. */
  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha.update(bytes);
  }

  /** The digest of what was added, which ends it. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
