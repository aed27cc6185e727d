package org.shaketable.jobs.sql;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** A parser that refuses what {@link ReadOnly} does, whoever asks and however a session is set. */
record ReadOnlyParser(SparkContext context, ParserInterface parser) implements ParserInterface {
  /** A thread's own property, which no client can set, under which any statement passes. */
  static final String TRUSTED = "shaketable.sql.trusted";

  @Override
  public LogicalPlan parsePlan(String text) {
    LogicalPlan plan = parsed(() -> parser.parsePlan(text));
    if (context.getLocalProperty(TRUSTED) == null) {
      ReadOnly.violation(plan)
          .ifPresent(
              violation -> {
                throw LakeQuery.refused(violation);
              });
    }
    return plan;
  }

  /** A call of Scala's, which throws checked exceptions without declaring them. */
  private interface Parse<T> {
    T run() throws Exception;
  }

  private static <T> T parsed(Parse<T> parse) {
    try {
      return parse.run();
    } catch (Exception e) {
      throw ReadOnlyParser.<RuntimeException>same(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E same(Exception e) throws E {
    throw (E) e;
  }

  @Override
  public LogicalPlan parseQuery(String text) {
    return parsed(() -> parser.parseQuery(text));
  }

  @Override
  public Expression parseExpression(String text) {
    return parsed(() -> parser.parseExpression(text));
  }

  @Override
  public TableIdentifier parseTableIdentifier(String text) {
    return parsed(() -> parser.parseTableIdentifier(text));
  }

  @Override
  public FunctionIdentifier parseFunctionIdentifier(String text) {
    return parsed(() -> parser.parseFunctionIdentifier(text));
  }

  @Override
  public Seq<String> parseMultipartIdentifier(String text) {
    return parsed(() -> parser.parseMultipartIdentifier(text));
  }

  @Override
  public StructType parseTableSchema(String text) {
    return parsed(() -> parser.parseTableSchema(text));
  }

  @Override
  public DataType parseDataType(String text) {
    return parsed(() -> parser.parseDataType(text));
  }
}
