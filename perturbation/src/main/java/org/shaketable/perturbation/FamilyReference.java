package org.shaketable.perturbation;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The list of all families as Markdown, from the registry. */
public final class FamilyReference {
  private FamilyReference() {}

  /** The whole page, as it is kept in {@code perturbation/FAMILIES.md}. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Families of perturbations

            Generated from the code by `FamilyReference`; a test keeps this page equal to it.
            Magnitude 0 is always the identity. A family applies to every learner that has one of
            its surfaces (`Surface`).

            """);
    for (Dimension dimension : Dimension.values()) {
      page.append("## ").append(dimension).append("\n\n");
      Families.all().stream()
          .filter(entry -> entry.family().dimension() == dimension)
          .forEach(entry -> page.append(section(entry)));
    }
    return page.toString();
  }

  private static String section(Families.Entry entry) {
    Family family = entry.family();
    return """
        ### %s

        `%s`

        | | |
        |---|---|
        | magnitude | %s, 0 to %s |
        | touches | %s |
        | further settings | %s |
        | source | %s |

        """
        .formatted(
            family.name(),
            family.formula(),
            family.unit(),
            Family.plain(family.largest()),
            family.surfaces().stream().sorted().map(FamilyReference::word).collect(commas()),
            settings(entry.type()),
            family.source());
  }

  private static String settings(Class<?> type) {
    String settings =
        Arrays.stream(type.getRecordComponents())
            .skip(1)
            .map(RecordComponent::getName)
            .map(name -> "`" + Label.kebab(name) + "`")
            .collect(commas());
    return settings.isEmpty() ? "none" : settings;
  }

  private static String word(Surface surface) {
    return surface.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }
}
