package org.shaketable.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A directory on a disk of its own that can be full, where mounting is allowed.
 *
 * @param mounted whether it is; else it is a directory like any other
 */
public record SmallDisk(Path directory, boolean mounted) implements AutoCloseable {

  /** Makes the directory, on a disk of 256 MB. */
  public static SmallDisk at(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    return new SmallDisk(
        directory, ran("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", directory.toString()));
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /** Leaves no byte of the disk free. */
  public void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  /** Undoes {@link #fill}. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  /** Whether a directory can be made one that nobody writes, not even who may do all. */
  public boolean canBeSealed() throws IOException, InterruptedException {
    Path trial = Files.createDirectories(directory.resolve("trial"));
    boolean sealed = ran("chattr", "+i", trial.toString());
    return ran("chattr", "-i", trial.toString()) && sealed;
  }

  /** Lets nobody write a directory, what is below it, or a file in it. */
  public void seal(String directory) throws IOException, InterruptedException {
    ran("chattr", "-R", "+i", directory);
  }

  /** Undoes {@link #seal}. */
  public void unseal(String directory) throws IOException, InterruptedException {
    ran("chattr", "-R", "-i", directory);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (mounted) {
      ran("umount", "--lazy", directory.toString());
    }
  }

  private static boolean ran(String... words) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
