package org.shaketable.jobs.damage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.json.Json;

/**
 * The log of a Delta table: commits are files of JSON lines numbered from 0 without a gap, and now
 * and then a checkpoint in Parquet stands for all commits before it.
 */
record LogCheck(FileSystem files, Path directory, String table) {
  private static final String LOG = "_delta_log";
  static final String EMPTY = "holds nothing";

  /** What is wrong with it. */
  List<Damage> damages() throws IOException {
    SortedMap<Long, FileStatus> commits = new TreeMap<>();
    SortedSet<Long> checkpoints = new TreeSet<>();
    List<Damage> damages = new ArrayList<>();
    for (FileStatus file : sorted(files.listStatus(new Path(directory, LOG)))) {
      String name = file.getPath().getName();
      if (name.matches("\\d{20}\\.json")) {
        commits.put(Long.parseLong(name.substring(0, 20)), file);
      } else if (name.matches("\\d{20}\\.checkpoint.*\\.parquet")) {
        checkpoints.add(Long.parseLong(name.substring(0, 20)));
        ParquetCheck.fault(files, file).ifPresent(what -> damages.add(damage(name, what)));
      }
    }
    long first = checkpoints.isEmpty() ? 0 : checkpoints.last() + 1;
    damages.addAll(gaps(commits, first, checkpoints.isEmpty()));
    for (FileStatus commit : commits.tailMap(first).values()) {
      String name = commit.getPath().getName();
      fault(commit)
          .ifPresent(
              what ->
                  damages.add(
                      what.equals(EMPTY) && commit.equals(commits.get(commits.lastKey()))
                          ? Damage.lastEmptied(table, file(name))
                          : damage(name, what)));
    }
    return damages;
  }

  private static FileStatus[] sorted(FileStatus[] files) {
    Arrays.sort(files);
    return files;
  }

  private List<Damage> gaps(SortedMap<Long, FileStatus> commits, long first, boolean alone) {
    List<Damage> gaps = new ArrayList<>();
    long last = commits.isEmpty() ? (alone ? 0 : first - 1) : commits.lastKey();
    for (long version = first; version <= last; version++) {
      if (!commits.containsKey(version)) {
        gaps.add(damage(String.format(Locale.ROOT, "%020d.json", version), "is missing"));
      }
    }
    return gaps;
  }

  private Optional<String> fault(FileStatus commit) {
    try (InputStream in = files.open(commit.getPath())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (text.isBlank()) {
        return Optional.of(EMPTY);
      }
      for (String line : text.lines().toList()) {
        if (!line.isBlank() && !object(line)) {
          return Optional.of("holds what is no action of Delta");
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of("is cut short or garbled");
    } catch (IOException e) {
      return Optional.of("cannot be read (%s)".formatted(ParquetCheck.reason(e)));
    }
  }

  private static boolean object(String line) throws IOException {
    InputStream in = new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8));
    return Json.read(in, JsonNode.class).isObject();
  }

  private Damage damage(String name, String what) {
    return Damage.of(table, file(name), what);
  }

  private static String file(String name) {
    return LOG + "/" + name;
  }
}
