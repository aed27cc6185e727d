package org.shaketable.jobs.imports.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;

/**
 * Scalars of event files, in both encodings: {@code simple_value} (PyTorch's SummaryWriter,
 * TensorFlow 1) and a tensor (TensorFlow 2, PyTorch's {@code new_style}). Other summaries, as
 * histograms, images and texts, are no scalars and pass.
 *
 * <p>A writer that is told where a training goes on (PyTorch's {@code purge_step}) notes the start
 * of a session at that step: nothing that was logged before counts from there on, as in
 * TensorBoard.
 */
public final class EventReader implements LogReader {
  private static final long serialVersionUID = 1;

  // Numbers of fields in tensorflow/core/util/event.proto and framework/summary.proto.
  private static final int EVENT_STEP = 2;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION = 7;
  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int VALUE_TENSOR = 8;

  @Override
  public void read(LogFile file, Gathering into) throws IOException {
    try (InputStream in = file.open()) {
      Records records = new Records(in, into.skips());
      long number = 0;
      byte[] record = records.next();
      for (; record != null; record = records.next()) {
        try {
          event(record, into.run());
        } catch (IOException e) {
          into.skips().add(Skip.CORRUPT, "record %,d".formatted(number));
        }
        number++;
      }
      if (number == 0 && into.skips().sum().counts().isEmpty()) {
        into.skips().add(Skip.EMPTY, "byte 0");
      }
    }
  }

  private static void event(byte[] record, Gathering.GatheredRun run) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(record);
    long step = 0;
    byte[] summary = null;
    boolean starts = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field == EVENT_STEP) {
        step = in.readInt64();
      } else if (field == EVENT_SUMMARY) {
        summary = in.readBytes().toByteArray();
      } else if (field == EVENT_SESSION) {
        starts = isStart(CodedInputStream.newInstance(in.readBytes().toByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    if (starts) {
      run.restarted(step);
    }
    if (summary != null) {
      summary(CodedInputStream.newInstance(summary), step, run);
    }
  }

  private static boolean isStart(CodedInputStream session) throws IOException {
    boolean start = false;
    for (int tag = session.readTag(); tag != 0; tag = session.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == SESSION_STATUS) {
        start = session.readEnum() == SESSION_START;
      } else {
        session.skipField(tag);
      }
    }
    return start;
  }

  private static void summary(CodedInputStream in, long step, Gathering.GatheredRun run)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == SUMMARY_VALUE) {
        value(CodedInputStream.newInstance(in.readBytes().toByteArray()), step, run);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void value(CodedInputStream in, long step, Gathering.GatheredRun run)
      throws IOException {
    String name = "";
    OptionalDouble value = OptionalDouble.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case VALUE_TAG -> name = in.readString();
        case VALUE_SIMPLE -> value = OptionalDouble.of(in.readFloat());
        case VALUE_TENSOR -> value = ScalarTensor.read(in.readBytes().toByteArray());
        default -> in.skipField(tag);
      }
    }
    if (value.isPresent() && step >= 0) {
      run.value(name, step, value.getAsDouble());
    }
  }
}
