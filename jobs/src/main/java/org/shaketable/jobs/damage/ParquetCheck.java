package org.shaketable.jobs.damage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** A file in Parquet from outside: it begins and ends with the same four letters. */
final class ParquetCheck {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetCheck() {}

  /**
   * What is wrong with a file, as far as its ends and the checksums of its file system tell: all of
   * its bytes are read where there are checksums.
   */
  static Optional<String> fault(FileSystem files, FileStatus file) {
    if (file.getLen() < 3 * MAGIC.length) {
      return Optional.of("has %,d bytes, which no Parquet file has".formatted(file.getLen()));
    }
    byte[] begin = new byte[MAGIC.length];
    byte[] end = new byte[MAGIC.length];
    try (FSDataInputStream in = files.open(file.getPath())) {
      in.readFully(0, begin);
      in.readFully(file.getLen() - MAGIC.length, end);
      if (!Arrays.equals(begin, MAGIC) || !Arrays.equals(end, MAGIC)) {
        return Optional.of("is cut short or garbled");
      }
      in.seek(0);
      byte[] block = new byte[1 << 16];
      while (in.read(block) >= 0) {
        // Only to have the checksums compared.
      }
      return Optional.empty();
    } catch (ChecksumException e) {
      return Optional.of("is garbled: its bytes do not give its checksum");
    } catch (IOException e) {
      return Optional.of("cannot be read (%s)".formatted(reason(e)));
    }
  }

  static String reason(IOException e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
