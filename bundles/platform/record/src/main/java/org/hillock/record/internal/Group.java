package org.hillock.record.internal;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.DType;

/**
 * Frames of one site and shape: their elements in one file, their numbers in another, a row of
 * {@link Column}s a frame. What waits in memory is written when it is asked for.
 */
final class Group {
  static final String VALUES = ".values";

  /** Keeps the number of elements of a tensor below 2^31. */
  private static final long MAX_ELEMENTS = 1L << 30;

  private final String name;
  private final String site;
  private final DType dtype;
  private final List<Integer> shape;
  private final Path values;
  private final Path numbers;
  private ByteArrayOutputStream waitingValues = new ByteArrayOutputStream();
  private ByteArrayOutputStream waitingNumbers = new ByteArrayOutputStream();
  private long elements;
  private long bytes;
  private int frames;

  Group(String name, String site, DType dtype, List<Integer> shape, Path folder, int number) {
    this.name = name;
    this.site = site;
    this.dtype = dtype;
    this.shape = shape;
    this.values = folder.resolve(number + ".values");
    this.numbers = folder.resolve(number + ".numbers");
  }

  String name() {
    return name;
  }

  String site() {
    return site;
  }

  DType dtype() {
    return dtype;
  }

  List<Integer> shape() {
    return shape;
  }

  Path values() {
    return values;
  }

  Path numbers() {
    return numbers;
  }

  int frames() {
    return frames;
  }

  /** Length of its values. */
  long bytes() {
    return bytes;
  }

  boolean full() {
    return elements >= MAX_ELEMENTS;
  }

  /** Takes a frame; returns how many bytes that was. */
  int add(Frame frame, long session, long context, long order) {
    byte[] taken = Elements.bytes(frame.values());
    waitingValues.writeBytes(taken);
    ByteBuffer row =
        ByteBuffer.allocate(Column.ALL.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Column column : Column.ALL) {
      row.putLong(
          switch (column) {
            case SESSION -> session;
            case CONTEXT -> context;
            case ORDER -> order;
            default -> column.of(frame);
          });
    }
    waitingNumbers.writeBytes(row.array());
    elements += frame.values().size();
    bytes += taken.length;
    frames++;
    return taken.length + row.capacity();
  }

  void flush() throws IOException {
    if (waitingNumbers.size() > 0) {
      append(values, waitingValues);
      append(numbers, waitingNumbers);
      waitingValues = new ByteArrayOutputStream();
      waitingNumbers = new ByteArrayOutputStream();
    }
  }

  /** Not by a channel, which an interrupt would close. */
  private static void append(Path file, ByteArrayOutputStream waiting) throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      waiting.writeTo(out);
    }
  }
}
