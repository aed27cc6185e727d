package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.refusal.Refusal;

/**
 * A text with names in braces for what may stand there: {@code runs/{workload}/seed-{seed}/*.csv}.
 * Within a path, {@code *} stands for anything in one name and {@code **} for any directories.
 */
public final class NamePattern implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern PART =
      Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)\\}|(\\*\\*/)|(\\*)|([^{*]+)|(.)");
  private static final int NAME = 1;
  private static final int DIRECTORIES = 2;
  private static final int ANY = 3;
  private static final int PLAIN = 4;

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final Pattern pattern;

  private NamePattern(String text, String one) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      regex.append(regex(part, one));
    }
    this.pattern = Pattern.compile(regex.toString());
  }

  /** A pattern of paths: what stands in braces has no slash. */
  public static NamePattern ofPath(String text) {
    return new NamePattern(text, "[^/]+?");
  }

  /** A pattern of one text. */
  public static NamePattern ofText(String text) {
    return new NamePattern(text, ".+?");
  }

  private String regex(Matcher part, String one) {
    if (part.group(NAME) != null) {
      int before = names.indexOf(part.group(NAME));
      names.add(part.group(NAME));
      return before < 0 ? "(" + one + ")" : "(\\" + (before + 1) + ")";
    }
    if (part.group(DIRECTORIES) != null) {
      return "(?:.*/)?";
    }
    if (part.group(ANY) != null) {
      return "[^/]*";
    }
    if (part.group(PLAIN) != null) {
      return Pattern.quote(part.group(PLAIN));
    }
    throw new Refusal(
        "pattern", "expected a name in braces, as {seed}, found '%s'".formatted(text));
  }

  /** What stands at each name; empty where the text is none of the pattern. */
  public Optional<Map<String, String>> match(String candidate) {
    Matcher matcher = pattern.matcher(candidate);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> found = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      found.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(found);
  }

  /** The directories before the first that may vary; empty for none. */
  public String fixedPart() {
    Matcher variable = Pattern.compile("[{*]").matcher(text);
    String fixed = variable.find() ? text.substring(0, variable.start()) : text;
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
