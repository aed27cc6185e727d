package org.shaketable.training.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.refusal.Refusal;

/**
 * A file that a program needs, known by what is in it: a changed script is another workload.
 *
 * @param name path in the program's working directory, with {@code /}, without {@code ..}
 * @param sha256 the SHA-256 of its content, in hex
 */
public record ProgramFile(String name, String sha256) {
  private static final Pattern FORM = Pattern.compile("(.+) sha256:([0-9a-f]{64})");

  public ProgramFile {
    Path path = Path.of(name);
    if (name.isBlank()
        || path.isAbsolute()
        || !path.equals(path.normalize())
        || name.startsWith("..")) {
      throw new Refusal(
          "files",
          "expected paths below the directory of the configuration, found '%s'; put the file there"
              .formatted(name));
    }
  }

  /**
   * The file of that name in a directory as it is now, which from now on is known in this JVM.
   *
   * @throws Refusal where there is none
   */
  public static ProgramFile in(Path directory, String name) {
    ProgramFile named = new ProgramFile(name, "");
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          "files",
          "expected files that exist, found no %s; paths are relative to the configuration"
              .formatted(file));
    }
    ProgramFile known = new ProgramFile(named.name, digest(file));
    Host.hand(known.sha256, file.toAbsolutePath());
    return known;
  }

  /** The file of its written form, see {@link #toString()}. */
  public static ProgramFile parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal("files", "expected 'NAME sha256:DIGEST', found '%s'".formatted(text));
    }
    return new ProgramFile(matcher.group(1), matcher.group(2));
  }

  /** SHA-256 of a file's content, in hex. */
  public static String digest(Path file) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new Refusal(
          "files",
          "expected files that can be read, found %s (%s)".formatted(file, e.getMessage()),
          e);
    }
  }

  /** The written form; {@link #parse(String)} reads it back. */
  @Override
  public String toString() {
    return name + " sha256:" + sha256;
  }
}
