package org.shaketable.training.workload;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.shaketable.refusal.Refusal;

/** Settings records from named values, for code that sets a few of many. */
public final class Settings {
  private Settings() {}

  /**
   * A record whose components are {@code values} by their names in YAML, e.g. {@code num-envs}, and
   * null, which stands for the default, where there is none.
   *
   * @throws Refusal for a name that is no component, or a value the record refuses
   */
  public static <R extends Record> R of(Class<R> type, Map<String, ?> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    for (int i = 0; i < components.length; i++) {
      String name = name(components[i]);
      types[i] = components[i].getType();
      arguments[i] = values.get(name);
      unknown.remove(name);
    }
    if (!unknown.isEmpty()) {
      throw new Refusal(
          "settings",
          "expected components of %s, found %s".formatted(type.getSimpleName(), unknown));
    }
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Refusal refusal
          ? refusal
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same record but for one component, by its name in YAML.
   *
   * @throws Refusal for a value that the record refuses
   */
  public static <R extends Record> R with(R record, String setting, Object value) {
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.put(name(component), component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    values.put(setting, value);
    @SuppressWarnings("unchecked") // the class of a record is that of its declared type
    Class<R> type = (Class<R>) record.getClass();
    return of(type, values);
  }

  private static String name(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
