package org.shaketable.jobs.config;

import java.nio.file.Path;
import java.util.Set;

/** Settings other than a sweep's, read from YAML with the same care. */
public final class RecordFile {
  private RecordFile() {}

  /**
   * The record that a YAML file says.
   *
   * @throws org.shaketable.jobs.Mistake naming file, line and key of what is wrong
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    Node.Keys keys = Binder.keys(NodeReader.yaml(file), "keys");
    return new Binder(new Forms()).record(keys, type, Set.of());
  }
}
