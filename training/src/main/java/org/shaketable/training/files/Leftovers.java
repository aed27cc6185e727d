package org.shaketable.training.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Files that stand in a folder and are nobody's data: hidden ones, and what editors and file
 * managers leave behind. A folder is read without them, and they do not change its digest.
 *
 * <ul>
 *   <li>names that begin with {@code .} or {@code _}, as Spark skips them; a folder of such a name
 *       is skipped with all that is in it
 *   <li>backups: {@code a.txt~}, {@code #a.txt#}, {@code ~$a.txt}, and the endings {@code .bak},
 *       {@code .orig}, {@code .swp}, {@code .tmp}
 *   <li>{@code Thumbs.db} and {@code desktop.ini}
 *   <li>a file that is named itself, not by its folder, is read whatever its name
 * </ul>
 */
public final class Leftovers {
  private static final List<String> ENDINGS = List.of("~", ".bak", ".orig", ".swp", ".tmp");
  private static final List<String> NAMES = List.of("thumbs.db", "desktop.ini");

  private Leftovers() {}

  /** Whether a file or folder of that name is one. */
  public static boolean named(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.startsWith(".")
        || small.startsWith("_")
        || small.startsWith("~$")
        || (small.startsWith("#") && small.endsWith("#"))
        || ENDINGS.stream().anyMatch(small::endsWith)
        || NAMES.contains(small);
  }

  /** Whether a path below a folder is one, or lies in one. */
  public static boolean below(Path folder, Path path) {
    for (Path part : folder.relativize(path)) {
      if (named(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
