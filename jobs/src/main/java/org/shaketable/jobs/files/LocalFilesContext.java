package org.shaketable.jobs.files;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsConstants;

/** Local files for {@code fs.AbstractFileSystem.file.impl}, through which Delta writes its log. */
public final class LocalFilesContext extends ChecksumFs {

  /** Made by Hadoop, for a URI that can only be {@code file:///}. */
  public LocalFilesContext(URI uri, Configuration configuration)
      throws IOException, URISyntaxException {
    super(new Raw(configuration));
  }

  private static final class Raw extends DelegateToFileSystem {
    private static final int NO_PORT = -1;

    private Raw(Configuration configuration) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          new RawFiles(),
          configuration,
          FsConstants.LOCAL_FS_URI.getScheme(),
          false);
    }

    @Override
    public int getUriDefaultPort() {
      return NO_PORT;
    }

    @Override
    public boolean isValidName(String name) {
      // As Hadoop's own: what a name may be is the operating system's matter.
      return true;
    }
  }
}
