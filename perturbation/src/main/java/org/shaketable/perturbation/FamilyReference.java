package org.shaketable.perturbation;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The list of all families as Markdown, from the registry. */
public final class FamilyReference {
  private static final String ADDING =
      """
      ## Adding a family

      One file beside the others, here `GradientShrink.java`:

      ```java
      package org.shaketable.perturbation;

      import java.util.Set;
      import org.shaketable.layout.ParameterLayout;

      /** Gradient entries drawn towards 0 by a share of themselves. */
      public record GradientShrink(double magnitude) implements Perturbation {
        public static final Family FAMILY =
            new Family(
                "gradient-shrink",
                Dimension.OPTIMIZATION,
                "share",
                1,
                Set.of(Surface.GRADIENT),
                "g *= 1 - magnitude",
                "where the literature perturbs training so");

        public GradientShrink {
          FAMILY.check(magnitude);
        }

        @Override
        public Family family() {
          return FAMILY;
        }

        @Override
        public Disturbance begin() {
          return new Recording() {
            @Override
            public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
              for (int i = 0; i < layout.size(); i++) {
                gradient[i] *= (float) (1 - dose.magnitude());
              }
              record(dose.magnitude());
            }
          };
        }
      }
      ```

      And one registration: its name in the `permits` clause of `Perturbation`. YAML, `plan`,
      `calibrate`, this page and the contract test take it from there (the test asks for its measured
      size in `FamilySizesTest`; `-Dfamilies.write=true` writes this page and the pictures anew).
      Further settings are further components of the record.

      """;

  private FamilyReference() {}

  /** The whole page, as it is kept in {@code perturbation/FAMILIES.md}. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Families of perturbations

            Generated from the code by `FamilyReference`; a test keeps this page equal to it.
            Magnitude 0 is always the identity. A family applies to every learner that has one of
            its surfaces (`Surface`); where it does not, `plan` refuses it with the reason. Pictures:
            a plain signal (grey) and what a pulse of the family (shaded) leaves of it (blue).

            `stale-gradients`, `delayed-observations`, `sticky-actions` and `feature-drift` take what
            came before their onset, of which a one shot has nothing: they are refused on that
            schedule. `initial-scale` acts before the first step and is refused on a schedule that
            begins later.

            """);
    page.append(ADDING);
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

    ![%s](pictures/%s.svg)

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
            "What " + family.name() + " does",
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
