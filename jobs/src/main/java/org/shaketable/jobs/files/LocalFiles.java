package org.shaketable.jobs.files;

import org.apache.hadoop.fs.LocalFileSystem;

/** The local file system with checksums, for {@code fs.file.impl}. */
public final class LocalFiles extends LocalFileSystem {
  /** Made by Hadoop. */
  public LocalFiles() {
    super(new RawFiles());
  }
}
