package org.shaketable.analytics.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** That a record is one row of a table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
  /** Name of the table, and of its directory in the lake. */
  String name();

  /** What one row is, as in {@code one evaluation of one run}. */
  String row();

  /** The columns that it is partitioned by. */
  String[] partitionedBy() default {};

  /** What the lakes do that have it, as in {@code keep checkpoints}; empty where all have it. */
  String onlyLakesThat() default "";

  /** Whether each row ends with the column of {@link Analysed}. */
  boolean analysed() default false;
}
