package org.shaketable.jobs.sql;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.Seq;

/** A name that SQL gives by {@code IDENTIFIER(...)}, which Spark looks at after parsing. */
final class ComputedName {
  private ComputedName() {}

  /** The parts of a name that is a text; empty where only the analysis would tell. */
  static Optional<Seq<String>> of(Expression expression) {
    if (!(expression instanceof Literal literal && literal.value() instanceof UTF8String text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CatalystSqlParser$.MODULE$.parseMultipartIdentifier(text.toString()));
    } catch (Exception e) {
      // Scala does not declare its ParseException: no name at all is refused like one unknown.
      return Optional.empty();
    }
  }
}
