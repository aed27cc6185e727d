package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.InMemoryLogReplay;
import org.apache.spark.sql.delta.storage.ClosableIterator;
import org.apache.spark.sql.delta.util.FileNames;
import scala.Option;
import scala.collection.AbstractIterator;
import scala.collection.JavaConverters;

/**
 * A log of so few bytes that this process puts it together sooner than a job of Spark begins.
 *
 * @param commits its files, each one commit, in their order, no checkpoint before them
 */
record SmallLog(DeltaLog log, List<FileStatus> commits) {
  private static final long BYTES = 1 << 20;

  /** The log of a version; empty where it is larger, or has been put together in part. */
  static Optional<SmallLog> of(DeltaLog log, Snapshot snapshot) {
    List<FileStatus> commits =
        JavaConverters.seqAsJavaList(snapshot.logSegment().deltas()).stream()
            .sorted(Comparator.comparing(FileStatus::getPath))
            .toList();
    return snapshot.logSegment().checkpointProvider().isEmpty()
            && commits.size() == snapshot.version() + 1
            && commits.stream().allMatch(commit -> FileNames.isDeltaFile(commit.getPath()))
            && commits.stream().mapToLong(FileStatus::getLen).sum() <= BYTES
        ? Optional.of(new SmallLog(log, commits))
        : Optional.empty();
  }

  /** The files that the table has after its last commit, by their paths. */
  List<AddFile> files() {
    InMemoryLogReplay replay = new InMemoryLogReplay(0, Option.empty());
    Configuration settings = log.newDeltaHadoopConf();
    for (int version = 0; version < commits.size(); version++) {
      try (ClosableIterator<String> lines =
          log.store().readAsIterator(commits.get(version), settings)) {
        replay.append(version, new Actions(lines));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return JavaConverters.seqAsJavaList(replay.allFiles()).stream()
        .sorted(Comparator.comparing(AddFile::path))
        .toList();
  }

  /** What lines of a commit say. */
  private static final class Actions extends AbstractIterator<Action> {
    private final ClosableIterator<String> lines;

    Actions(ClosableIterator<String> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public Action next() {
      return Action.fromJson(lines.next());
    }
  }
}
