package org.shaketable.jobs.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Makes every session of a Spark application read-only; named in {@code spark.sql.extensions}. */
public final class ReadOnlyExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(
        (session, parser) -> new ReadOnlyParser(session.sparkContext(), parser));
    return BoxedUnit.UNIT;
  }
}
