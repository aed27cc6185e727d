package org.shaketable.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system is to do what Hadoop's own does, see there. */
class LocalFilesTest {
  @TempDir java.nio.file.Path directory;
  private final Configuration configuration = new Configuration();
  private final FileSystem files = new LocalFiles();
  private final FileSystem hadoops = new LocalFileSystem();
  private FileContext context;

  @BeforeEach
  void open() throws IOException {
    files.initialize(FsConstants.LOCAL_FS_URI, configuration);
    hadoops.initialize(FsConstants.LOCAL_FS_URI, configuration);
    configuration.set("fs.AbstractFileSystem.file.impl", LocalFilesContext.class.getName());
    context = FileContext.getFileContext(FsConstants.LOCAL_FS_URI, configuration);
  }

  private Path path(String name) {
    return new Path(directory.resolve(name).toUri());
  }

  @Test
  void permissionsAreThoseAskedFor() throws IOException {
    for (short mode : new short[] {0644, 0755, 0600, 0070, 0007, 0777}) {
      Path file = path("file" + mode);
      files.create(file).close();
      files.setPermission(file, new FsPermission(mode));
      assertThat(hadoops.getFileStatus(file).getPermission().toShort()).isEqualTo(mode);
    }
  }

  @Test
  void filesAndDirectoriesAreMadeWithTheSamePermissions() throws IOException {
    for (FileSystem each : new FileSystem[] {files, hadoops}) {
      each.create(path("file-" + each.getClass().getSimpleName())).close();
      each.mkdirs(path("directory-" + each.getClass().getSimpleName()));
    }
    assertThat(permission("file-LocalFiles")).isEqualTo(permission("file-LocalFileSystem"));
    assertThat(permission("directory-LocalFiles"))
        .isEqualTo(permission("directory-LocalFileSystem"));
  }

  private FsPermission permission(String name) throws IOException {
    return hadoops.getFileStatus(path(name)).getPermission();
  }

  @Test
  void filesAndLinksHaveTheSameStatus() throws IOException {
    Files.writeString(directory.resolve("file"), "abc");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
    FileContext hadoopsContext =
        FileContext.getFileContext(FsConstants.LOCAL_FS_URI, new Configuration());

    for (String name : new String[] {"file", "link"}) {
      FileStatus status = context.getFileLinkStatus(path(name));
      assertThat(status).hasToString(hadoopsContext.getFileLinkStatus(path(name)).toString());
      assertThat(status.getLen()).isEqualTo(3);
    }
    assertThatThrownBy(() -> context.getFileLinkStatus(path("nothing")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void aContextWritesWithChecksums() throws IOException {
    try (var out = context.create(path("log"), EnumSet.of(CreateFlag.CREATE))) {
      out.write("abc".getBytes(StandardCharsets.UTF_8));
    }
    context.rename(path("log"), path("renamed"));

    assertThat(Files.readString(directory.resolve("renamed"))).isEqualTo("abc");
    assertThat(directory.resolve(".renamed.crc")).exists();
    assertThat(context.util().exists(path("log"))).isFalse();
  }
}
