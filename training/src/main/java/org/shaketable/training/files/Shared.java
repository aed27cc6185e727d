package org.shaketable.training.files;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.data.TargetSet;

/**
 * Data sets that this process has read. A task trains many runs on the same files: they are read
 * for the first and kept for the others as long as memory allows.
 */
final class Shared {
  // The mutable things that runs share. What is in it follows from the key alone, content and
  // all, so that no run can see whether it was there.
  private static final Map<FileData, SoftReference<Prepared>> READ = new HashMap<>();

  private static final Map<FileData, SoftReference<TargetSet>> TARGETS = new HashMap<>();

  private Shared() {}

  /**
   * The prepared data set of files.
   *
   * @throws Refusal where the files are no longer those whose digest the task names
   */
  static Prepared of(FileData task) {
    return kept(READ, task, content -> task.preparation().of(content));
  }

  /**
   * The numbers to be learned of files, with their inputs.
   *
   * @throws Refusal where the files are no longer those whose digest the task names
   */
  static TargetSet targets(FileData task) {
    return kept(TARGETS, task, content -> Targets.of(content, task.preparation()));
  }

  private static <T> T kept(
      Map<FileData, SoftReference<T>> all, FileData task, Function<Content, T> prepare) {
    synchronized (all) {
      SoftReference<T> known = all.get(task);
      T prepared = known == null ? null : known.get();
      if (prepared == null) {
        prepared = prepare.apply(checked(task));
        all.put(task, new SoftReference<>(prepared));
      }
      return prepared;
    }
  }

  private static Content checked(FileData task) {
    Content content = task.content();
    if (!content.sha256().equals(task.sha256())) {
      throw new Refusal(
          "sha256",
          "expected %s, that of the files as they are, found %s: the data have changed"
              .formatted(content.sha256(), task.sha256()));
    }
    return content;
  }
}
