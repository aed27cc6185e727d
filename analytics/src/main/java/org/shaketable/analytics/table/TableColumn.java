package org.shaketable.analytics.table;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * One column of a table, or one field of a struct.
 *
 * @param name the name as it stands in the table, e.g. {@code run_id}
 * @param component the component of the record that it is made of
 * @param unit empty where it has none
 * @param better empty where neither way is better
 */
public record TableColumn(
    String name,
    RecordComponent component,
    String meaning,
    String unit,
    Optional<Direction> better) {

  /** The columns of a record's components, in their order. */
  public static List<TableColumn> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.isAnnotationPresent(Embedded.class)
                    ? of(component.getType().asSubclass(Record.class)).stream()
                    : Stream.of(of(component)))
        .toList();
  }

  /** The fields of a column of structs; none for any other column. */
  public List<TableColumn> fields() {
    Type type = component.getGenericType();
    while (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      type = list.getActualTypeArguments()[0];
    }
    return type instanceof Class<?> raw && raw.isRecord()
        ? of(raw.asSubclass(Record.class))
        : List.of();
  }

  private static TableColumn of(RecordComponent component) {
    Column column = component.getAnnotation(Column.class);
    if (column == null) {
      throw new IllegalArgumentException(
          "Invalid component %s of %s: expected a meaning, found no @Column"
              .formatted(component.getName(), component.getDeclaringRecord().getSimpleName()));
    }
    return new TableColumn(
        name(component),
        component,
        column.meaning(),
        column.unit(),
        Arrays.stream(column.better()).findFirst());
  }

  /** The name of a component's column: {@code wallSeconds} is {@code wall_seconds}. */
  public static String name(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
