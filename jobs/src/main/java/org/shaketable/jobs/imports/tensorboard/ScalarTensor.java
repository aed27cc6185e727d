package org.shaketable.jobs.imports.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;

/**
 * The number that a TensorProto (tensorflow/core/framework/tensor.proto) of one element holds, in
 * its bytes or in the field of its type.
 */
final class ScalarTensor {
  // Numbers of the message's fields, and of the types in types.proto.
  private static final int TYPE = 1;
  private static final int SHAPE = 2;
  private static final int BYTES = 4;
  private static final int FLOATS = 5;
  private static final int DOUBLES = 6;
  private static final int INTS = 7;
  private static final int LONGS = 10;
  private static final int DIMENSION = 2;
  private static final int SIZE = 1;
  private static final int DT_FLOAT = 1;
  private static final int DT_DOUBLE = 2;
  private static final int DT_INT32 = 3;
  private static final int DT_INT64 = 9;

  /** The bits of a tag that say how its field is written. */
  private static final int WIRE_TYPE = 7;

  private int type;
  private long elements = 1;
  private byte[] bytes = {};
  private OptionalDouble value = OptionalDouble.empty();

  private ScalarTensor() {}

  /** The number; empty for tensors of several elements and of other types. */
  static OptionalDouble read(byte[] message) throws IOException {
    ScalarTensor tensor = new ScalarTensor();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      tensor.field(tag, in);
    }
    if (tensor.elements != 1) {
      return OptionalDouble.empty();
    }
    return tensor.value.isPresent() ? tensor.value : tensor.ofBytes();
  }

  private void field(int tag, CodedInputStream in) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case TYPE -> type = in.readEnum();
      case SHAPE -> elements = elements(in.readBytes().toByteArray());
      case BYTES -> bytes = in.readBytes().toByteArray();
      case FLOATS -> first(tag, in, source -> source.readFloat());
      case DOUBLES -> first(tag, in, CodedInputStream::readDouble);
      case INTS -> first(tag, in, source -> source.readInt32());
      case LONGS -> first(tag, in, source -> source.readInt64());
      default -> in.skipField(tag);
    }
  }

  private interface Element {
    double read(CodedInputStream in) throws IOException;
  }

  /** The first of repeated numbers, which are packed into bytes or stand one by one. */
  private void first(int tag, CodedInputStream in, Element element) throws IOException {
    boolean packed = (tag & WIRE_TYPE) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    CodedInputStream source =
        packed ? CodedInputStream.newInstance(in.readBytes().toByteArray()) : in;
    double number = element.read(source);
    value = value.isPresent() ? value : OptionalDouble.of(number);
  }

  private static long elements(byte[] shape) throws IOException {
    long product = 1;
    CodedInputStream in = CodedInputStream.newInstance(shape);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == DIMENSION) {
        product *= size(in.readBytes().toByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return product;
  }

  private static long size(byte[] dimension) throws IOException {
    long size = 0;
    CodedInputStream in = CodedInputStream.newInstance(dimension);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == SIZE) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return size;
  }

  private OptionalDouble ofBytes() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type == DT_FLOAT && bytes.length == Float.BYTES) {
      return OptionalDouble.of(buffer.getFloat());
    }
    if (type == DT_DOUBLE && bytes.length == Double.BYTES) {
      return OptionalDouble.of(buffer.getDouble());
    }
    if (type == DT_INT32 && bytes.length == Integer.BYTES) {
      return OptionalDouble.of(buffer.getInt());
    }
    if (type == DT_INT64 && bytes.length == Long.BYTES) {
      return OptionalDouble.of(buffer.getLong());
    }
    // A scalar of value 0 may be written as neither bytes nor number.
    return bytes.length == 0 && isNumber() ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  private boolean isNumber() {
    return type == DT_FLOAT || type == DT_DOUBLE || type == DT_INT32 || type == DT_INT64;
  }
}
