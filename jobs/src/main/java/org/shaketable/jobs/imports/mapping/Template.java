package org.shaketable.jobs.imports.mapping;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which names in braces stand for what is known of a run: {@code {arm}/seed-{seed}}. */
public final class Template {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)\\}");

  private Template() {}

  /**
   * The text with the values in.
   *
   * @throws Unknown where a value is not known
   */
  public static String fill(String template, Map<String, String> variables) {
    return NAME.matcher(template)
        .replaceAll(
            name -> {
              String value = variables.get(name.group(1));
              if (value == null) {
                throw new Unknown(name.group(1), variables);
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** Something that a mapping asks for and nothing says of a run. */
  public static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown(String name, Map<String, String> variables) {
      super(
          "nothing says {%s}; known are %s"
              .formatted(
                  name, variables.isEmpty() ? "none" : String.join(", ", variables.keySet())));
    }
  }
}
