package org.shaketable.jobs.s3;

import com.amazonaws.AmazonClientException;
import com.amazonaws.services.s3.model.AmazonS3Exception;
import com.amazonaws.services.s3.model.PutObjectRequest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.api.RequestFactory;

/**
 * One put of an object that S3 takes only where there is none of its name ({@code If-None-Match:
 * *}, which S3 has had since August 2024). The connector of Hadoop 3.3.4 looks and then writes
 * instead; its client and its settings are used here with that one header more.
 *
 * <p>The client repeats a put whose answer was lost, and then finds its own object there: who finds
 * the very bytes that it wanted to put has put them. Whatever is put so has a part drawn at random:
 * a commit its transaction's number, a record its owner's token.
 */
public final class ConditionalPut {
  private static final int THERE = 412;
  private static final int UNDECIDED = 409;
  private static final int TRIES = 10;
  private static final long PAUSE_MILLIS = 100;

  /** What the store did. */
  private enum Answer {
    MADE,
    FOUND_ONE
  }

  private final S3AFileSystem files;
  private final Path path;
  private final byte[] bytes;

  private ConditionalPut(FileSystem files, Path path, byte[] bytes) {
    this.files = (S3AFileSystem) files;
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * Makes an object that there is not, all or nothing.
   *
   * @param files S3's file system
   * @return false where there is one with other bytes
   */
  public static boolean make(FileSystem files, Path path, byte[] bytes) throws IOException {
    ConditionalPut put = new ConditionalPut(files, path, bytes);
    return put.ask() == Answer.MADE || put.isThere();
  }

  /**
   * Makes an object in a store that may be none of Amazon's, and makes sure that it would not have
   * written over an object.
   *
   * @throws IOException when it would have
   */
  public static boolean makeAndProve(FileSystem files, Path path, byte[] bytes) throws IOException {
    boolean made = make(files, path, bytes);
    if (made && new ConditionalPut(files, path, bytes).ask() == Answer.MADE) {
      files.delete(path, false);
      throw new IOException(
          "its store writes over an object although asked not to (it ignores If-None-Match), so two"
              + " writers could lose each other's runs");
    }
    return made;
  }

  private Answer ask() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        files.getAmazonS3ClientForTesting("put where there is none").putObject(request());
        return Answer.MADE;
      } catch (AmazonS3Exception e) {
        if (e.getStatusCode() == THERE) {
          return Answer.FOUND_ONE;
        }
        if (e.getStatusCode() != UNDECIDED || tries == TRIES) {
          throw S3AUtils.translateException("put", path, e);
        }
        // Another put of this name was at work.
        pause();
      } catch (AmazonClientException e) {
        throw S3AUtils.translateException("put", path, e);
      }
    }
  }

  private PutObjectRequest request() {
    RequestFactory factory = files.getRequestFactory();
    PutObjectRequest request =
        factory.newPutObjectRequest(
            files.pathToKey(path),
            factory.newObjectMetadata(bytes.length),
            new ByteArrayInputStream(bytes));
    request.putCustomRequestHeader("If-None-Match", "*");
    // So that all of it can be sent again.
    request.getRequestClientOptions().setReadLimit(bytes.length + 1);
    return request;
  }

  private boolean isThere() throws IOException {
    try (InputStream in = files.open(path)) {
      return Arrays.equals(in.readAllBytes(), bytes);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another put was at work", e);
    }
  }
}
