package org.shaketable.jobs.imports.log;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of a log.
 *
 * @param path the path with its scheme
 * @param configuration the configuration of Hadoop's file systems
 */
public record LogFile(Path path, Configuration configuration) {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int BUFFER_BYTES = 1 << 16;

  /** The file system that has it. */
  public FileSystem fileSystem() throws IOException {
    return path.getFileSystem(configuration);
  }

  /** Its bytes, unpacked where they are gzip's, whatever the file's name. */
  public InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(fileSystem().open(path), BUFFER_BYTES);
    try {
      in.mark(2);
      boolean packed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
      in.reset();
      return packed ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Its text, in UTF-8 unless a byte-order mark says UTF-16; without that mark. Where packed data
   * are cut off, the text ends there, which is counted.
   */
  public BufferedReader text(SkipCount skips) throws IOException {
    BOMInputStream in =
        BOMInputStream.builder()
            .setInputStream(new CutStream(open(), skips))
            .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
            .get();
    try {
      Charset charset =
          in.hasBOM() ? Charset.forName(in.getBOMCharsetName()) : StandardCharsets.UTF_8;
      return new BufferedReader(new InputStreamReader(in, charset));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
