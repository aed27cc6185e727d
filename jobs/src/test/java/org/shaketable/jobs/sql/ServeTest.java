package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

/** The server as a process of its own, with Spark's page on, asked with Hive's JDBC driver. */
@Tag("cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ServeTest {
  @TempDir static Path directory;
  private static ChildProcess server;
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.create(spark, HostilePaths.folder(directory).resolve("lake").toString());
    lake.append("alarms", spark.sql("SELECT 'a' AS sweep, 0.5 AS estimate"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        ChildProcess.start(
            directory.resolve("log"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            List.of("-Dspark.ui.enabled=true"),
            "serve",
            "--lake",
            lake.toString(),
            "--port",
            Integer.toString(port),
            "--master",
            "local[1]");
    while (!server.said().contains("Serving lake")) {
      assertThat(server.process().isAlive()).as(server::said).isTrue();
      Thread.sleep(50);
    }
  }

  @AfterAll
  static void end() {
    server.process().destroyForcibly();
  }

  /** What the server said stands beside a fault that the client's driver cannot tell. */
  private static Connection connected(String url) throws SQLException {
    try {
      return DriverManager.getConnection(url);
    } catch (RuntimeException e) {
      throw new AssertionError(server.said(), e);
    }
  }

  private static Connection connect(String more) throws SQLException {
    return connected("jdbc:hive2://localhost:" + port + "/default" + more);
  }

  private static List<String> ask(Connection connection, String query) throws SQLException {
    List<String> first = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        first.add(rows.getString(1));
      }
    }
    return first;
  }

  @Test
  void aClientOfJdbcReadsTheTables() throws SQLException {
    try (Connection connection = connect("")) {
      assertThat(ask(connection, "SELECT estimate FROM alarms")).containsExactly("0.5");
      assertThat(ask(connection, "SELECT count(*) FROM runs")).containsExactly("0");
      try (ResultSet tables = connection.getMetaData().getTables(null, "default", "%", null)) {
        List<String> names = new ArrayList<>();
        while (tables.next()) {
          names.add(tables.getString("TABLE_NAME"));
        }
        assertThat(names).contains("runs", "alarms", "tonight_against_last_night");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE runs",
        "INSERT INTO alarms SELECT 'b', 0.1",
        "DELETE FROM alarms",
        "CREATE TABLE t (a INT) USING parquet",
        "SET spark.sql.extensions=",
        "SELECT reflect('java.lang.System', 'exit', 1)",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'exit', 1)"
      })
  void noClientWrites(String statement) throws SQLException {
    // Settings that come with the connection change nothing of that.
    try (Connection connection = connect("?spark.sql.runSQLOnFiles=true")) {
      assertThatThrownBy(() -> ask(connection, statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the tables are read-only here");
      assertThat(ask(connection, "SELECT count(*) FROM alarms")).containsExactly("1");
    }
  }

  @Test
  void everythingThatListensIsOnLoopback() throws IOException {
    List<Listening.Socket> sockets = Listening.of(server.process().pid());

    assertThat(sockets).extracting(Listening.Socket::port).hasSizeGreaterThan(1).contains(port);
    assertThat(sockets).allSatisfy(socket -> assertThat(socket.loopback()).isTrue());
    assertThat(Files.readString(server.log())).doesNotContain("0.0.0.0");
  }
}
