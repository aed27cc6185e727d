package org.shaketable.jobs.imports.log;

import java.io.IOException;
import java.io.Serializable;

/** Reads the files of one kind of log. */
public interface LogReader extends Serializable {
  /**
   * Hands over what a file has. What cannot be read of it is counted, never thrown.
   *
   * @throws IOException where the file system does not give the file
   */
  void read(LogFile file, Gathering into) throws IOException;
}
