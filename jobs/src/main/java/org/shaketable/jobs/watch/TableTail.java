package org.shaketable.jobs.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.json.Json;
import org.shaketable.jobs.lake.Lake;

/**
 * The files that a table has and those that come: after the first look the commits of its log are
 * read one by one. Files that put others together hold no new rows and are passed over.
 */
final class TableTail {
  private final Lake lake;
  private final String table;
  private long version = -1;
  private long lastCommit;

  TableTail(Lake lake, String table) {
    this.lake = lake;
    this.table = table;
  }

  /** Files that were not told of yet; none while there is no such table. */
  List<Path> news() throws IOException {
    if (version < 0) {
      return lake.has(table) ? first() : List.of();
    }
    List<Path> files = new ArrayList<>();
    while (commit(version + 1, files)) {
      version++;
    }
    return List.copyOf(files);
  }

  /** When the table last changed, in milliseconds since 1970; 0 for never. */
  long lastCommitMillis() {
    return lastCommit;
  }

  private List<Path> first() throws IOException {
    version = lake.version(table);
    lastCommit = fileSystem().getFileStatus(log(version)).getModificationTime();
    return Arrays.stream(lake.read(table, version).inputFiles()).map(Path::new).toList();
  }

  private boolean commit(long number, List<Path> files) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(fileSystem().open(log(number)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode add = Json.tree(line).path("add");
        if (add.path("dataChange").asBoolean()) {
          files.add(new Path(URI.create(directory().toUri() + "/" + add.path("path").asText())));
        }
      }
    } catch (FileNotFoundException e) {
      return false;
    }
    lastCommit = fileSystem().getFileStatus(log(number)).getModificationTime();
    return true;
  }

  private FileSystem fileSystem() {
    return lake.fileSystem();
  }

  private Path directory() {
    return new Path(lake.path(table));
  }

  private Path log(long number) {
    return new Path(directory(), "_delta_log/%020d.json".formatted(number));
  }
}
