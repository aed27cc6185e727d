package org.shaketable.analytics.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.shaketable.analytics.stats.curve.Direction;

/** What a component of a record says as a column of a table, or as a field of a struct. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
  /** What it says, and what null says where it may be null. */
  String meaning();

  /** Its unit, as in {@code steps}; empty where it has none. */
  String unit() default "";

  /** Which way is more stable, or the better performance; empty where neither is. */
  Direction[] better() default {};
}
