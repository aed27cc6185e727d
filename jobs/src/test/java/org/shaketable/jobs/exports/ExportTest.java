package org.shaketable.jobs.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.util.PureJavaCrc32C;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.imports.ImportJob;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.lake.Lake;

/** Every number of a sweep is in its files, read by others than those that wrote them. */
class ExportTest {
  private static final SparkSession SPARK = TestSession.spark();

  @TempDir private static Path directory;

  private static Lake lake;
  private static Map<String, Double> numbers;

  @BeforeAll
  static void makeSweep() {
    lake = Lake.create(SPARK, directory.resolve("lake").toString());
    Mapping mapping = Mapping.read(Path.of("../conf/import-mlflow.yaml"));
    ImportJob.run(SPARK, lake, mapping, LogFiles.RESOURCES.resolve("logs/mlflow").toString());
    numbers = new TreeMap<>();
    for (Row row : lake.read("trajectories").collectAsList()) {
      for (String column : List.of("performance", "loss", "gradient_norm")) {
        numbers.put(key(row.getAs("run_id"), column, row.<Long>getAs("step")), row.getAs(column));
      }
    }
    assertThat(numbers).hasSize(6 * 11 * 3).doesNotContainValue(null);
  }

  private static String key(String run, String column, long step) {
    return run + " " + column + " " + step;
  }

  private static Path export(Format format) {
    Path out = directory.resolve(format.name());
    assertThat(SweepExport.write(lake, "mlflow-store", format, out)).isEqualTo(6);
    return out;
  }

  @Test
  void protocolBuffersOwnReaderFindsEveryNumberInEventFiles() throws Exception {
    Map<String, Double> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(export(Format.TENSORBOARD))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String run = file.getParent().getFileName().toString().replaceFirst("\\d+-", "");
        events(
            ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), run, found);
      }
    }
    assertThat(found).isEqualTo(numbers);
  }

  /** The library that the tool itself reads with: no code of ours is between. */
  @Test
  void tensorBoardItselfFindsEveryNumberInEventFiles() throws Exception {
    Optional<String> python =
        Stream.of("../target/tensorboard/bin/python", "python3")
            .filter(ExportTest::has)
            .findFirst();
    assumeTrue(python.isPresent(), "TensorBoard is not installed");
    Path out = directory.resolve("for-tensorboard");
    SweepExport.write(lake, "mlflow-store", Format.TENSORBOARD, out);
    Path script = Files.writeString(directory.resolve("read.py"), READ);
    Process process =
        new ProcessBuilder(python.get(), script.toString(), out.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Double> found = new TreeMap<>();
    for (String line :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList()) {
      String[] words = line.split(" ");
      found.put(key(words[0], words[1], Long.parseLong(words[2])), Double.valueOf(words[3]));
    }
    assertThat(process.waitFor()).isZero();
    assertThat(found).isEqualTo(numbers);
  }

  private static final String READ =
      """
      import glob, os, sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      from tensorboard.util import tensor_util
      for file in glob.glob(sys.argv[1] + "/**/events.out.tfevents.*", recursive=True):
          run = os.path.basename(os.path.dirname(file)).split("-", 1)[1]
          events = EventAccumulator(file, size_guidance={"tensors": 0}).Reload()
          for tag in events.Tags()["tensors"]:
              assert events.summary_metadata[tag].plugin_data.plugin_name == "scalars"
              for event in events.Tensors(tag):
                  print(run, tag, event.step, repr(float(tensor_util.make_ndarray(event.tensor_proto))))
      """;

  private static boolean has(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import tensorboard")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TensorFlow's framing, with Hadoop's checksum. */
  private static void events(ByteBuffer file, String run, Map<String, Double> found)
      throws Exception {
    Descriptor event = schema().findMessageTypeByName("Event");
    while (file.hasRemaining()) {
      byte[] length = bytes(file, Long.BYTES);
      assertThat(file.getInt()).isEqualTo(masked(length));
      byte[] data =
          bytes(file, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      assertThat(file.getInt()).isEqualTo(masked(data));
      values(DynamicMessage.parseFrom(event, data), run, found);
    }
  }

  private static byte[] bytes(ByteBuffer file, int count) {
    byte[] bytes = new byte[count];
    file.get(bytes);
    return bytes;
  }

  private static int masked(byte[] bytes) {
    PureJavaCrc32C crc = new PureJavaCrc32C();
    crc.update(bytes, 0, bytes.length);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  private static Object field(DynamicMessage message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static void values(DynamicMessage event, String run, Map<String, Double> found) {
    DynamicMessage summary = (DynamicMessage) field(event, "summary");
    for (Object each : (List<?>) field(summary, "value")) {
      DynamicMessage value = (DynamicMessage) each;
      DynamicMessage tensor = (DynamicMessage) field(value, "tensor");
      assertThat(field(tensor, "dtype")).isEqualTo(2);
      assertThat((List<?>) field(tensor, "double_val")).hasSize(1);
      found.put(
          key(run, (String) field(value, "tag"), (Long) field(event, "step")),
          (Double) ((List<?>) field(tensor, "double_val")).get(0));
    }
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, Type type, Label label) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(label);
  }

  /** What event.proto, summary.proto and tensor.proto say of scalars. */
  private static FileDescriptor schema() throws Exception {
    Label one = Label.LABEL_OPTIONAL;
    Label many = Label.LABEL_REPEATED;
    FieldDescriptorProto.Builder doubles = field("double_val", 6, Type.TYPE_DOUBLE, many);
    doubles.getOptionsBuilder().setPacked(true);
    return FileDescriptor.buildFrom(
        FileDescriptorProto.newBuilder()
            .setName("event.proto")
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Event")
                    .addField(field("step", 2, Type.TYPE_INT64, one))
                    .addField(field("summary", 5, Type.TYPE_MESSAGE, one).setTypeName("Summary")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Summary")
                    .addField(field("value", 1, Type.TYPE_MESSAGE, many).setTypeName("Value")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Value")
                    .addField(field("tag", 1, Type.TYPE_STRING, one))
                    .addField(field("tensor", 8, Type.TYPE_MESSAGE, one).setTypeName("Tensor")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Tensor")
                    .addField(field("dtype", 1, Type.TYPE_INT32, one))
                    .addField(doubles))
            .build(),
        new FileDescriptor[0]);
  }

  @Test
  void linesOfAnMlflowStoreHaveEveryNumber() throws IOException {
    Map<String, Double> found = new TreeMap<>();
    Path store = export(Format.MLFLOW).resolve("mlruns/1");
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : files.filter(f -> f.getParent().endsWith("metrics")).toList()) {
        String run = file.getParent().getParent().getFileName().toString();
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ");
          found.put(
              key(run, file.getFileName().toString(), Long.parseLong(words[2])),
              Double.valueOf(words[1]));
        }
      }
    }
    assertThat(found).isEqualTo(numbers);
    try (Stream<Path> files = Files.walk(store)) {
      assertThat(files.filter(file -> file.endsWith("params/family")).map(ExportTest::text))
          .containsOnly("null", "label-noise");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void sparksCsvReaderFindsEveryNumber() {
    Path out = export(Format.CSV);
    assertThat(
            found(
                SPARK
                    .read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .csv(out.resolve("trajectories.csv").toUri().toString())
                    .collectAsList()))
        .isEqualTo(numbers);
    assertThat(
            SPARK
                .read()
                .option("header", true)
                .csv(out.resolve("runs.csv").toUri().toString())
                .count())
        .isEqualTo(6);
  }

  @Test
  void parquetHasEveryNumber() {
    Path out = export(Format.PARQUET);
    assertThat(
            found(
                SPARK
                    .read()
                    .parquet(out.resolve("trajectories.parquet").toUri().toString())
                    .collectAsList()))
        .isEqualTo(numbers);
    assertThat(SPARK.read().parquet(out.resolve("runs.parquet").toUri().toString()).count())
        .isEqualTo(6);
  }

  private static Map<String, Double> found(List<Row> rows) {
    Map<String, Double> found = new TreeMap<>();
    for (Row row : rows) {
      for (String column : List.of("performance", "loss", "gradient_norm")) {
        found.put(
            key(row.getAs("run_id"), column, ((Number) row.getAs("step")).longValue()),
            row.getAs(column));
      }
    }
    return found;
  }

  /** Of a lake that came from elsewhere: such a name would lead out of the directory. */
  @Test
  void namesThatLeadElsewhereAreRefusedOrWrittenOut(@TempDir Path fresh) throws IOException {
    Lake hostile = Lake.create(SPARK, fresh.resolve("lake").toString());
    var runs = lake.read("runs").limit(1);
    hostile.append("runs", runs.withColumn("workload", functions.lit("..")));
    SweepExport.write(hostile, sweep(), Format.TENSORBOARD, fresh.resolve("out/events"));
    assertThat(fresh.resolve("out/events/__")).isDirectory();
    assertThat(fresh.resolve("out")).isDirectoryNotContaining("glob:**/clean");

    hostile.append("runs", runs.withColumn("run_id", functions.lit("../../up")));
    assertThatThrownBy(
            () -> SweepExport.write(hostile, sweep(), Format.MLFLOW, fresh.resolve("out/store")))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("expected run_ids that can be names of files, found '../../up'; ");
    assertThat(fresh.resolve("out/store")).doesNotExist();
  }

  @Test
  void halfAnExportLeavesNothingBehind(@TempDir Path fresh) throws IOException {
    Lake damaged = Lake.create(SPARK, fresh.resolve("lake").toString());
    damaged.append("runs", lake.read("runs"));
    damaged.append("trajectories", lake.read("trajectories"));
    try (Stream<Path> files = Files.walk(fresh.resolve("lake/trajectories"))) {
      Files.delete(files.filter(file -> file.toString().endsWith(".parquet")).toList().get(0));
    }
    Path empty = Files.createDirectory(fresh.resolve("empty"));
    for (Format format : List.of(Format.CSV, Format.PARQUET)) {
      // The runs are written before the trajectories are found to lack a file.
      assertThatThrownBy(() -> SweepExport.write(damaged, sweep(), format, fresh.resolve("new")));
      assertThatThrownBy(() -> SweepExport.write(damaged, sweep(), format, empty));
      assertThat(fresh.resolve("new")).doesNotExist();
      assertThat(empty).isEmptyDirectory();
    }
  }

  private static String sweep() {
    return lake.read("runs").first().getAs("sweep");
  }

  @Test
  void sweepsThatAreNotThereAndFullDirectoriesAreRefused() {
    assertThatThrownBy(() -> SweepExport.write(lake, "none", Format.CSV, directory.resolve("x")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Cannot export sweep none: lake " + lake + " has no run of it");
    assertThatThrownBy(() -> SweepExport.write(lake, "mlflow-store", Format.CSV, directory))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("found other files in it; give another with --out");
  }
}
