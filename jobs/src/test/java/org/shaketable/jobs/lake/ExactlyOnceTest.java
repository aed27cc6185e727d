package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.ConcurrentTransactionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.TestSession;

/** Two writers of one table, the second of which commits while the first one writes its rows. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ExactlyOnceTest {
  private static final String TABLE = "results";

  record Result(String writer) {}

  private static final RecordCodec<Result> CODEC = RecordCodec.of(Result.class);

  // Of this JVM, which is driver and executor in one.
  private static volatile CountDownLatch firstWrites;
  private static volatile CountDownLatch secondIsDone;

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;
  private Lake lake;

  @BeforeEach
  void makeTable() {
    firstWrites = new CountDownLatch(1);
    secondIsDone = new CountDownLatch(1);
    lake = Lake.create(spark, directory.toString());
    lake.append(TABLE, rows("nobody").limit(0));
  }

  private Dataset<Row> rows(String writer) {
    return CODEC.dataset(spark, List.of(new Result(writer)));
  }

  /** Rows that tell when they are asked for, which is after the transaction has begun, and wait. */
  private Dataset<Row> slowRows(String writer) {
    MapFunction<Row, Row> wait =
        row -> {
          firstWrites.countDown();
          assertThat(secondIsDone.await(1, TimeUnit.MINUTES)).isTrue();
          return row;
        };
    return rows(writer).map(wait, Encoders.row(CODEC.schema()));
  }

  /** Appends something in the middle of another append; the other's end. */
  private CompletableFuture<Void> interrupted(Runnable first, Runnable second)
      throws InterruptedException {
    CompletableFuture<Void> end = CompletableFuture.runAsync(first);
    assertThat(firstWrites.await(1, TimeUnit.MINUTES)).isTrue();
    try {
      second.run();
    } finally {
      secondIsDone.countDown();
    }
    return end;
  }

  private List<String> writers() {
    return lake.read(TABLE).sort("writer").as(Encoders.STRING()).collectAsList();
  }

  @Test
  void ofTwoAppendsOfOneNumberTheFirstToCommitIsThereAndTheOtherFails() throws Exception {
    CompletableFuture<Void> first =
        interrupted(
            () -> lake.append(TABLE, slowRows("first"), "shaketable/a", 7),
            () -> lake.append(TABLE, rows("second"), "shaketable/a", 7));

    assertThatThrownBy(first::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConcurrentTransactionException.class);
    assertThat(writers()).containsExactly("second");

    // Who tries again finds it done.
    lake.append(TABLE, rows("first"), "shaketable/a", 7);
    assertThat(writers()).containsExactly("second");
    assertThat(lake.lastTransaction(TABLE, "shaketable/a")).isEqualTo(7);
  }

  @Test
  void appendsOfTwoApplicationsAreBothThere() throws Exception {
    interrupted(
            () -> lake.append(TABLE, slowRows("first"), "shaketable/a", 7),
            () -> lake.append(TABLE, rows("second"), "shaketable/b", 3))
        .join();

    assertThat(writers()).containsExactly("first", "second");
    assertThat(lake.lastTransaction(TABLE, "shaketable/a")).isEqualTo(7);
    assertThat(lake.lastTransaction(TABLE, "shaketable/b")).isEqualTo(3);
  }
}
