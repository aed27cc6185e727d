package org.shaketable.jobs.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.jobs.json.Json;

/** The figures of a page, each as the page's own scripts draw it, as SVG files. */
final class FigureFiles {
  private static final Pattern PICTURES =
      Pattern.compile("<script type=\"application/json\" id=\"pictures\">(.*?)</script>");

  private FigureFiles() {}

  /** Writes; returns how many. */
  static int write(Browser browser, Path page, Path directory) throws IOException {
    Map<String, String> pictures =
        pictures(browser.document(page.toUri() + "#theme=light&figures=1"));
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      Files.writeString(directory.resolve(picture.getKey() + ".svg"), picture.getValue());
    }
    return pictures.size();
  }

  private static Map<String, String> pictures(String document) throws IOException {
    Matcher matcher = PICTURES.matcher(document);
    if (!matcher.find()) {
      throw new IOException("the browser drew no figure of the page");
    }
    Map<String, String> pictures = new TreeMap<>();
    Json.tree(matcher.group(1))
        .fields()
        .forEachRemaining(
            picture ->
                pictures.put(
                    unused(TableFiles.fileName(picture.getKey()), pictures),
                    picture.getValue().asText()));
    return pictures;
  }

  /** Workloads whose names differ in signs alone have names of files of their own. */
  private static String unused(String name, Map<String, String> taken) {
    String free = name;
    for (int number = 2; taken.containsKey(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
