package org.shaketable.jobs.imports.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Files of the test and what a reader makes of them. */
public final class LogFiles {
  /** Files that the tools themselves, or scripts with their layout, made. */
  public static final Path RESOURCES =
      Path.of("src/test/resources/org/shaketable/jobs/imports").toAbsolutePath();

  private LogFiles() {}

  public static LogFile of(Path file) {
    return new LogFile(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
  }

  public static Gathering read(LogReader reader, Path file, String... wanted) throws IOException {
    Gathering gathering = new Gathering(Set.of(wanted));
    reader.read(of(file), gathering);
    return gathering;
  }

  public static Gathering read(LogReader reader, Path directory, byte[] bytes, String... wanted)
      throws IOException {
    return read(reader, Files.write(Files.createTempFile(directory, "log", ""), bytes), wanted);
  }

  /** A series in one line: {@code 1=0.5 2=0.25}. */
  public static String line(Series series) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      line.append(i == 0 ? "" : " ").append(series.step(i)).append('=').append(series.value(i));
    }
    return line.toString();
  }

  /** The only run's series of that name, in one line. */
  public static String line(Gathering gathering, String name) {
    return line(gathering.logs().get(0).series().get(name));
  }
}
