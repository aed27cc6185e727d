package org.shaketable.jobs.exports;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.shaketable.jobs.imports.tensorboard.MaskedChecksum;

/**
 * An event file of TensorBoard's that is written. Scalars are tensors of double precision for the
 * plugin {@code scalars}, as a {@code simple_value} has only single precision.
 */
public final class EventFile implements AutoCloseable {
  // Numbers of fields in event.proto, summary.proto and tensor.proto; types.proto.
  private static final int EVENT_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_TENSOR = 8;
  private static final int VALUE_METADATA = 9;
  private static final int METADATA_PLUGIN = 1;
  private static final int PLUGIN_NAME = 1;
  private static final int TENSOR_TYPE = 1;
  private static final int TENSOR_DOUBLES = 6;
  private static final int DT_DOUBLE = 2;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /** A new file, without a value yet. */
  public static EventFile create(Path path) throws IOException {
    EventFile file = new EventFile(new BufferedOutputStream(Files.newOutputStream(path)));
    file.record(message(EventFile::version));
    return file;
  }

  /** Writes values by their names; their time is the step, as tables do not say another. */
  public void scalars(long step, Map<String, Double> values) throws IOException {
    record(message(event -> event(event, step, values)));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static void version(CodedOutputStream out) throws IOException {
    out.writeDouble(EVENT_TIME, 0);
    out.writeString(EVENT_VERSION, "brain.Event:2");
  }

  private static void event(CodedOutputStream out, long step, Map<String, Double> values)
      throws IOException {
    out.writeDouble(EVENT_TIME, step);
    out.writeInt64(EVENT_STEP, step);
    out.writeBytes(EVENT_SUMMARY, bytes(message(summary -> values(summary, values))));
  }

  private static void values(CodedOutputStream out, Map<String, Double> values) throws IOException {
    for (Map.Entry<String, Double> value : values.entrySet()) {
      out.writeBytes(
          SUMMARY_VALUE,
          bytes(message(scalar -> scalar(scalar, value.getKey(), value.getValue()))));
    }
  }

  private static void scalar(CodedOutputStream out, String tag, double value) throws IOException {
    out.writeString(VALUE_TAG, tag);
    out.writeBytes(
        VALUE_TENSOR,
        bytes(
            message(
                tensor -> {
                  tensor.writeEnum(TENSOR_TYPE, DT_DOUBLE);
                  tensor.writeBytes(
                      TENSOR_DOUBLES, bytes(little(Double.BYTES).putDouble(value).array()));
                })));
    byte[] plugin =
        message(
            name ->
                name.writeBytes(PLUGIN_NAME, bytes("scalars".getBytes(StandardCharsets.UTF_8))));
    out.writeBytes(
        VALUE_METADATA,
        bytes(message(metadata -> metadata.writeBytes(METADATA_PLUGIN, bytes(plugin)))));
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void record(byte[] data) throws IOException {
    byte[] length = little(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(little(Integer.BYTES).putInt(MaskedChecksum.of(length, 0, length.length)).array());
    out.write(data);
    out.write(little(Integer.BYTES).putInt(MaskedChecksum.of(data, 0, data.length)).array());
  }
}
