package org.shaketable.training.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The module with which a Python program speaks the protocol: one file. */
public final class PythonModule {
  private static final String NAME = "shaketable.py";

  private PythonModule() {}

  /** Where programs of this JVM find it, made on first use. */
  private static final class Here {
    static final Path DIRECTORY = create();

    private static Path create() {
      try {
        Path directory = Files.createTempDirectory("shaketable-python-");
        write(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> new Workplace(directory).delete()));
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes the file to a directory; where it is then. */
  public static Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (InputStream in = PythonModule.class.getResourceAsStream(NAME)) {
      Files.copy(in, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }
    return directory.resolve(NAME);
  }

  /** A value of {@code PYTHONPATH} with the module in front of others, which may be null. */
  static String path(String others) {
    return others == null || others.isEmpty()
        ? Here.DIRECTORY.toString()
        : Here.DIRECTORY + File.pathSeparator + others;
  }
}
