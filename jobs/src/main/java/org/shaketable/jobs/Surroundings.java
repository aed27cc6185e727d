package org.shaketable.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * What a process takes from the machine and its user, settled so that the same command does and
 * prints the same everywhere.
 */
public final class Surroundings {
  /** What Java calls a user whose number has no name. */
  private static final String NAMELESS = "?";

  /** What Java reads in the place of a byte that its character set has no meaning for. */
  private static final char UNREADABLE = '\uFFFD';

  private Surroundings() {}

  /**
   * Settles the locale (none), the time zone (UTC) and the user's name.
   *
   * <p>Delta names the files of its log by {@code String.format} in the default locale: in one with
   * digits of its own nobody else finds them. Hadoop asks the system for the user's name, and ends
   * where there is none, as in containers that run under any number.
   */
  public static void settle() {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    if (System.getProperty("user.name", NAMELESS).equals(NAMELESS)) {
      String name = "user-" + number();
      System.setProperty("user.name", name);
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }
  }

  private static String number() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }

  /**
   * Refuses arguments that the process could not read: it would make other files than were asked
   * for.
   */
  public static void requireReadable(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(UNREADABLE) >= 0) {
        throw new Mistake(
            "Invalid argument: expected characters of %s, the environment's character set, found '%s'; set LC_ALL=C.UTF-8"
                .formatted(System.getProperty("sun.jnu.encoding"), argument));
      }
    }
  }
}
