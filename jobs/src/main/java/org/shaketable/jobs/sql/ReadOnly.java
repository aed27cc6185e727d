package org.shaketable.jobs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.PlanWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.collection.JavaConverters;

/**
 * What a statement may do: query tables that have a name, {@code SHOW}, {@code DESCRIBE}, {@code
 * EXPLAIN} and {@code USE}. Judged by the parsed plan, never by the text.
 *
 * <p>Refused are all other commands, calls of Java methods ({@code reflect}), {@code TRANSFORM},
 * which runs programs, and files that are read by their path; also where {@code IDENTIFIER(...)}
 * names them, or may.
 */
final class ReadOnly {
  private static final Set<String> USE =
      Set.of("SetCatalogAndNamespace", "SetNamespaceCommand", "SetDatabaseCommand");
  private static final Set<String> JAVA = Set.of("reflect", "java_method", "try_reflect");
  private static final Set<String> CATALOGS = Set.of("spark_catalog", "default", "global_temp");

  private ReadOnly() {}

  /** What a plan does besides reading tables that have a name, if anything. */
  static Optional<String> violation(LogicalPlan plan) {
    return tells(plan)
        ? Optional.empty()
        : nodes(plan).stream().flatMap(node -> ofNode(node).stream()).findFirst();
  }

  /** Whether a command tells of tables or picks a name space, and does no more. */
  private static boolean tells(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    return plan instanceof Command
        && !(plan instanceof DescribeQueryCommand)
        && (name.startsWith("Show") || name.startsWith("Describe") || USE.contains(name));
  }

  private static Optional<String> ofNode(LogicalPlan node) {
    if (node instanceof ExplainCommand || node instanceof DescribeQueryCommand) {
      return Optional.empty();
    }
    if (node instanceof Command
        || node instanceof ParsedStatement
        || node instanceof InsertIntoStatement) {
      return Optional.of("a command");
    }
    if (node instanceof ScriptTransformation) {
      return Optional.of("TRANSFORM, which runs a program");
    }
    if (node instanceof PlanWithUnresolvedIdentifier named
        && ComputedName.of(named.identifierExpr()).isEmpty()) {
      return Optional.of("a table by a name that is computed");
    }
    if (node instanceof UnresolvedRelation relation && byPath(relation.multipartIdentifier())
        || node instanceof UnresolvedTableValuedFunction function
            && last(function.name()).endsWith("_by_path")) {
      return Optional.of("a file by its path");
    }
    return JavaConverters.seqAsJavaList(node.expressions()).stream().anyMatch(ReadOnly::callsJava)
        ? Optional.of("a call of a Java method")
        : Optional.empty();
  }

  /** {@code parquet.`/a/file`}: the first part is a format, not a catalog or a name space. */
  private static boolean byPath(scala.collection.Seq<String> name) {
    return name.size() > 1 && !CATALOGS.contains(name.head().toLowerCase(Locale.ROOT));
  }

  private static boolean callsJava(Expression expression) {
    return expression.exists(
        part ->
            part instanceof UnresolvedFunction function && JAVA.contains(last(function.nameParts()))
                || part instanceof ExpressionWithUnresolvedIdentifier named
                    && ComputedName.of(named.identifierExpr())
                        .map(name -> callsJava(named.exprBuilder().apply(name)))
                        .orElse(true));
  }

  private static String last(scala.collection.Seq<String> name) {
    return name.last().toLowerCase(Locale.ROOT);
  }

  /** A plan and all plans inside it: children, subqueries, common table expressions. */
  private static List<LogicalPlan> nodes(LogicalPlan plan) {
    List<LogicalPlan> nodes = new ArrayList<>(List.of(plan));
    for (int next = 0; next < nodes.size(); next++) {
      LogicalPlan node = nodes.get(next);
      nodes.addAll(JavaConverters.seqAsJavaList(node.children()));
      nodes.addAll(JavaConverters.seqAsJavaList(node.subqueries()));
      for (Object inner : JavaConverters.seqAsJavaList(node.innerChildren())) {
        if (inner instanceof LogicalPlan within) {
          nodes.add(within);
        }
      }
      if (node instanceof PlanWithUnresolvedIdentifier named) {
        // What becomes of it may be a command, such as an INSERT.
        ComputedName.of(named.identifierExpr())
            .map(name -> named.planBuilder().apply(name, named.children()))
            .ifPresent(nodes::add);
      } else if (node instanceof RelationTimeTravel travel) {
        nodes.add(travel.relation());
      } else if (node instanceof ExplainCommand explain) {
        nodes.add(explain.logicalPlan());
      } else if (node instanceof DescribeQueryCommand describe) {
        nodes.add(describe.plan());
      }
    }
    return nodes;
  }
}
