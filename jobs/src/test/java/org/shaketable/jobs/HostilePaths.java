package org.shaketable.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths with signs that some part of Spark, Hadoop, SQL, YAML or the shell gives a meaning to. */
public final class HostilePaths {
  private static final boolean UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

  /** What each name begins with. */
  public static final String NAME =
      "it's 100% [v1] {a,b} * ? \"q\" \\d %41 #2 $x ${y} a=b"
          + (UNICODE ? " \u00e9 \u65e5\u672c \u0639" : "");

  private HostilePaths() {}

  /** A folder of such a name below another. */
  public static Path folder(Path directory) {
    try {
      return Files.createDirectories(directory.resolve(NAME + " :"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path as YAML writes it. */
  public static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
