package org.shaketable.jobs.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.storage.LogStore;
import org.shaketable.jobs.s3.ConditionalLogStore;
import org.shaketable.jobs.s3.ConditionalPut;
import scala.collection.JavaConverters;

/**
 * A small text file that is replaced as a whole: who reads it meanwhile, and who comes after a
 * process that was killed meanwhile, finds what was there before or what is there now.
 */
public final class WholeFile {
  private static final String S3 = "s3a";

  private WholeFile() {}

  /** Puts a text in the place of what a file has, and makes its directory where there is none. */
  public static void write(SparkSession spark, Path file, String text) throws IOException {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    FileSystem files = file.getFileSystem(configuration);
    if (!files.mkdirs(file.getParent())) {
      throw new IOException("the directory cannot be made");
    }
    if (files instanceof LocalFileSystem local) {
      replace(local, file, text);
    } else {
      replaceAsDelta(spark, configuration, file, text);
    }
  }

  /**
   * Makes a file that there is not, all or nothing.
   *
   * @return false where there is one
   */
  public static boolean make(SparkSession spark, Path file, String text) throws IOException {
    FileSystem files = file.getFileSystem(spark.sparkContext().hadoopConfiguration());
    if (!files.mkdirs(file.getParent())) {
      throw new IOException("the directory cannot be made");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (files instanceof LocalFileSystem local) {
      return make(local, file, text);
    }
    if (files.getScheme().equals(S3) && ConditionalLogStore.isUsed(spark)) {
      return ConditionalPut.makeAndProve(files, file, bytes);
    }
    // Atomic where the store's namespace is, as in HDFS.
    try (var out = files.create(file, false)) {
      out.write(bytes);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** A link is made only where there is no file, and has all of its text at once. */
  private static boolean make(LocalFileSystem local, Path file, String text) throws IOException {
    var target = local.pathToFile(file).toPath();
    var temporary = target.resolveSibling(".%s.tmp".formatted(UUID.randomUUID()));
    try {
      Files.writeString(temporary, text);
      Files.createLink(target, temporary);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      // A file system without links: who reads it too early finds no owner's text, and watches.
      Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
      return true;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Replaces a file in the way of its store, which Delta knows: by renaming in HDFS, where that is
   * atomic, by one upload in object stores, which is all or nothing, too.
   */
  static void replaceAsDelta(
      SparkSession spark, Configuration configuration, Path file, String text) {
    LogStore.apply(spark)
        .write(file, JavaConverters.asScalaIterator(List.of(text).iterator()), true, configuration);
  }

  /**
   * On a local disk Delta's way deletes the old file first. And a checksum would be a second file,
   * that cannot be replaced at the same moment: there is none.
   */
  static void replace(LocalFileSystem local, Path file, String text) throws IOException {
    local.getRaw().delete(local.getChecksumFile(file), false);
    write(local.pathToFile(file).toPath(), text);
  }

  /** Puts a text in the place of what a file has, in a directory of this machine that exists. */
  public static void write(java.nio.file.Path file, String text) throws IOException {
    java.nio.file.Path temporary =
        file.resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      Files.writeString(temporary, text);
      // Hadoop's own renaming copies where it fails.
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
