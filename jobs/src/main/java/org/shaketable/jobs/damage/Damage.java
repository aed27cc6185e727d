package org.shaketable.jobs.damage;

import java.util.Set;
import org.shaketable.jobs.lake.EmptiedCommits;
import org.shaketable.jobs.lake.Lake;

/**
 * A file of a lake that is not what it should be.
 *
 * @param table the directory in the lake
 * @param file its path in that directory
 * @param what is wrong with it
 * @param remedy what the user can do
 */
public record Damage(String table, String file, String what, String remedy) {
  private static final Set<String> PRIMARY =
      Set.of("runs", "trajectories", "checkpoints", "imported_files", "workloads", "reports");

  /** A damage of a table, with what helps: what was trained is trained again. */
  static Damage of(String table, String file, String what) {
    return new Damage(
        table,
        file,
        what,
        table.equals("reports")
            ? "restore it from a copy, or move the directory of the table away, which loses only"
                + " the list of reports"
            : PRIMARY.contains(table)
                ? "restore it from a copy, or move the directory of the table away and give"
                    + " `shaketable sweep CONFIG`, which trains again what is missing"
                : "move the directory of the table away and give `shaketable analyze`, which makes"
                    + " it again");
  }

  /**
   * A last commit that holds nothing: what it held of runs is found missing by its sweep, and
   * trained again.
   */
  static Damage lastEmptied(String table, String file) {
    return EmptiedCommits.remedy(table)
        .map(
            remedy ->
                new Damage(table, file, LogCheck.EMPTY, "restore it from a copy, or " + remedy))
        .orElseGet(() -> of(table, file, LogCheck.EMPTY));
  }

  /** The damage in one line. */
  public String line(Lake lake) {
    return "Damaged lake %s: file %s of %s %s; %s".formatted(lake, file, place(), what, remedy);
  }

  private String place() {
    return table.startsWith("_") ? "directory " + table : "table " + table;
  }
}
