package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.util.FileNames$;
import org.apache.spark.sql.delta.util.JsonUtils$;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The last commit of a table as the files of its log say it, for those who only read the table:
 * Delta puts a log together to write to it, too, which takes longer than a small table's rows.
 *
 * @param version its number
 * @param checksum what Delta noted of the table at that version
 */
record LastCommit(long version, VersionChecksum checksum) {
  private static final FileNames$ NAMES = FileNames$.MODULE$;

  /**
   * The last commit of a table.
   *
   * @return empty where the log is not whole, holds more than commits and their checksums, such as
   *     a checkpoint, or cannot be read: Delta knows what then
   */
  static Optional<LastCommit> of(Lake lake, String table) {
    Path log = new Path(lake.path(table), "_delta_log");
    try {
      FileSystem files = lake.fileSystem();
      Set<Long> commits = new HashSet<>();
      for (FileStatus file : files.listStatus(log)) {
        if (NAMES.isDeltaFile(file) && !EmptiedCommits.emptied(file)) {
          commits.add(NAMES.deltaVersion(file));
        } else if (file.isFile() && !NAMES.isChecksumFile(file)) {
          return Optional.empty();
        }
      }
      long last = commits.size() - 1L;
      // With as many numbers as there are commits none is missing.
      boolean whole = last >= 0 && commits.stream().allMatch(version -> version <= last);
      return whole
          ? checksum(files, NAMES.checksumFile(log, last)).map(sum -> new LastCommit(last, sum))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The last commit of a table as Delta read it, where it has a checksum and none is emptied. */
  static Optional<LastCommit> of(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    return checksum.isDefined() && EmptiedCommits.none(snapshot)
        ? Optional.of(new LastCommit(snapshot.version(), checksum.get()))
        : Optional.empty();
  }

  private static Optional<VersionChecksum> checksum(FileSystem files, Path file)
      throws IOException {
    try (InputStream in = files.open(file)) {
      return Optional.ofNullable(JsonUtils$.MODULE$.mapper().readValue(in, VersionChecksum.class))
          .filter(checksum -> checksum.metadata() != null && checksum.protocol() != null);
    }
  }

  /** The table's files, where the checksum lists them. */
  Optional<ListedFiles> files() {
    return checksum.allFiles().isDefined()
        ? Optional.of(
            new ListedFiles(
                checksum.protocol(),
                checksum.metadata(),
                JavaConverters.seqAsJavaList(checksum.allFiles().get())))
        : Optional.empty();
  }
}
