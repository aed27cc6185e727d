package org.shaketable.analytics.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** The components of a record type and its canonical constructor, looked up once for each type. */
public final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final List<RecordComponent> components;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    this.components = List.of(type.getRecordComponents());
    try {
      this.constructor =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its constructor: " + type, e);
    }
    constructor.setAccessible(true);
    components.forEach(component -> component.getAccessor().setAccessible(true));
  }

  /** The shape of a record type. */
  public static RecordShape of(Class<? extends Record> type) {
    return SHAPES.get(type);
  }

  /** The components in their order, their accessors open. */
  public List<RecordComponent> components() {
    return components;
  }

  /** The names of the components. */
  public Stream<String> names() {
    return components.stream().map(RecordComponent::getName);
  }

  /** What a component of a record holds. */
  public static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }

  /**
   * Makes a record.
   *
   * @throws InvocationTargetException what the constructor threw
   */
  public Object make(Object[] arguments) throws InvocationTargetException {
    try {
      return constructor.newInstance(arguments);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("Cannot make a record by " + constructor, e);
    }
  }
}
