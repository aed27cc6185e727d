package org.shaketable.perturbation;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A perturbation's family with the settings that are not at their defaults, e.g. {@code
 * learning-rate-scale} or {@code learning-rate-scale(direction=down)}: tells conditions of one
 * family apart.
 */
final class Label {
  private Label() {}

  static String of(Perturbation perturbation) {
    RecordComponent[] components = perturbation.getClass().getRecordComponents();
    Object[] standard = new Object[components.length];
    standard[0] = perturbation.magnitude();
    Perturbation plain = make(perturbation.getClass(), components, standard);
    List<String> settings = new ArrayList<>();
    for (RecordComponent component : components) {
      Object value = value(perturbation, component);
      if (!value.equals(value(plain, component))) {
        settings.add(kebab(component.getName()) + "=" + word(value));
      }
    }
    String name = perturbation.family().name();
    return settings.isEmpty() ? name : name + "(" + String.join(", ", settings) + ")";
  }

  private static Perturbation make(
      Class<? extends Perturbation> type, RecordComponent[] components, Object[] arguments) {
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Perturbation perturbation, RecordComponent component) {
    try {
      return component.getAccessor().invoke(perturbation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String word(Object value) {
    return value instanceof Number number
        ? Family.plain(number.doubleValue())
        : value.toString().toLowerCase(Locale.ROOT);
  }

  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
