package org.shaketable.training.environment;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.refusal.Refusal;

/** The numbers among an environment's settings by name, as they are written in YAML. */
final class Constants {
  private Constants() {}

  /** Names and values; a map of its own. */
  static Map<String, Double> of(Environment environment) {
    Map<String, Double> constants = new TreeMap<>();
    for (RecordComponent component : environment.getClass().getRecordComponents()) {
      if (component.getType() == Double.class) {
        constants.put(name(component), (Double) value(environment, component));
      }
    }
    return constants;
  }

  /** The same environment with these values for those that are named. */
  static Environment replaced(Environment environment, Map<String, Double> constants) {
    RecordComponent[] components = environment.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = value(environment, components[i]);
      types[i] = components[i].getType();
      values[i] =
          types[i] == Double.class
              ? constants.getOrDefault(name(components[i]), (Double) value)
              : value;
    }
    try {
      return (Environment) environment.getClass().getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Environment environment, RecordComponent component) {
    try {
      return component.getAccessor().invoke(environment);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code massPole} becomes {@code mass-pole}. */
  private static String name(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
