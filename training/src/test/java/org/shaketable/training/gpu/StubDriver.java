package org.shaketable.training.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A CUDA driver without a GPU, {@code src/test/cuda/driver.cpp}: compiled once for the kernels'
 * source by {@code stub.sh}, where there is a C++ compiler; tests are skipped where there is none.
 */
public final class StubDriver {
  private static final int NO_COMPILER = 3;
  private static final String LIBRARY = library();

  private StubDriver() {}

  /** Builds a program or library of {@code src/test/cuda}; null where there is no compiler. */
  static Path build(String source, String target, String... flags) {
    try {
      Path built = Files.createTempDirectory("kernels").resolve(target);
      built.toFile().deleteOnExit();
      built.getParent().toFile().deleteOnExit();
      String command =
          "g++ -ffp-contract=off -Wall -Wno-unknown-pragmas %s src/test/cuda/%s -o %s"
              .formatted(String.join(" ", flags), source, built);
      Process compiler = new ProcessBuilder(command.split(" +")).redirectErrorStream(true).start();
      String said = new String(compiler.getInputStream().readAllBytes());
      if (!compiler.waitFor(2, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
        throw new IllegalStateException("g++ does not compile " + source + ":\n" + said);
      }
      return built;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      if (e.getMessage().contains("Cannot run program")) {
        return null;
      }
      throw new UncheckedIOException(e);
    }
  }

  private static String library() {
    try {
      Process script = new ProcessBuilder("src/test/cuda/stub.sh").start();
      String said = new String(script.getInputStream().readAllBytes());
      String wrong = new String(script.getErrorStream().readAllBytes());
      int code = script.waitFor();
      if (code != 0 && code != NO_COMPILER) {
        throw new IllegalStateException("stub.sh does not compile the driver:\n" + wrong);
      }
      return code == 0 ? said.strip() : null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library; skips the test where it cannot be built. */
  public static String path() {
    assumeTrue(LIBRARY != null, "no g++ here: the kernels are not compiled for a CPU");
    return LIBRARY;
  }

  /** A usual device, with all its memory free and its threads in order. */
  public static Gpu gpu() throws Unavailable {
    call("stub_reset");
    return again();
  }

  /** The device that the stub has now. */
  public static Gpu again() throws Unavailable {
    return Gpu.open(path(), 0);
  }

  /** Bytes of its memory that are in use. */
  static long used() {
    return NativeLibrary.getInstance(path()).getFunction("stub_used").invokeLong(new Object[0]);
  }

  /** Calls a function of the stub that is there for tests. */
  public static int call(String name, Object... arguments) {
    return NativeLibrary.getInstance(path()).getFunction(name).invokeInt(arguments);
  }
}
