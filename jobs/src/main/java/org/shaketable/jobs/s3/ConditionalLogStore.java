package org.shaketable.jobs.s3;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Delta's log on S3 for any number of writers: a commit is one put that fails where there is a
 * commit of its number. (Delta's own store for S3 excludes the writers of one process alone.)
 *
 * <p>Listing after writing is consistent in S3 since December 2020, so nothing is remembered here.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {
  /** The property of Spark that names the class which writes the logs of tables on S3. */
  public static final String PROPERTY = "spark.delta.logStore.s3a.impl";

  /** Made by Delta. */
  public ConditionalLogStore(Configuration configuration) {
    super(configuration);
  }

  /** Whether a session writes logs on S3 in this way: it may have been told another. */
  public static boolean isUsed(SparkSession spark) {
    return spark
        .sparkContext()
        .conf()
        .get(PROPERTY, "")
        .equals(ConditionalLogStore.class.getName());
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    byte[] bytes = bytes(actions);
    if (overwrite) {
      try (OutputStream out = files.create(path, true)) {
        out.write(bytes);
      }
    } else if (!ConditionalPut.make(files, path, bytes)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  private static byte[] bytes(Iterator<String> actions) {
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
