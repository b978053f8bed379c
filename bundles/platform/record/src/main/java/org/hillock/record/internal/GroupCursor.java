package org.hillock.record.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.DType;
import org.hillock.store.SafetensorsLayout.Entry;

/** Goes through the frames of one group of a recording. */
final class GroupCursor {
  /** Numbers that are read at once, of each column. */
  private static final int BLOCK = 64;

  private final FileChannel channel;
  private final Entry values;
  private final Entry[] columns = new Entry[Column.ALL.length];
  private final long[][] numbers = new long[Column.ALL.length][BLOCK];
  private final int frames;
  private final int[] shape;
  private int row = -1;

  GroupCursor(FileChannel channel, String group, Map<String, Entry> tensors) {
    this.channel = channel;
    this.values = tensors.get(group + Group.VALUES);
    if (values == null || values.shape().isEmpty()) {
      throw new IllegalArgumentException("expected tensor " + group + Group.VALUES);
    }
    this.frames = values.shape().get(0);
    this.shape = values.shape().stream().skip(1).mapToInt(Integer::intValue).toArray();
    for (Column column : Column.ALL) {
      Entry entry = tensors.get(column.of(group));
      if (entry == null || entry.dtype() != DType.I64 || !entry.shape().equals(List.of(frames))) {
        throw new IllegalArgumentException(
            "expected tensor " + column.of(group) + " of I64 [" + frames + "]");
      }
      columns[column.ordinal()] = entry;
    }
  }

  /** Goes on to the next frame; false at the end. */
  boolean next() throws IOException {
    row++;
    if (row < frames && row % BLOCK == 0) {
      int count = Math.min(BLOCK, frames - row);
      for (Column column : Column.ALL) {
        byte[] bytes = new byte[count * Long.BYTES];
        read(bytes, columns[column.ordinal()].offset() + (long) row * Long.BYTES);
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer()
            .get(numbers[column.ordinal()], 0, count);
      }
    }
    return row < frames;
  }

  /** The place of the present frame among all. */
  long order() {
    return number(Column.ORDER);
  }

  Frame frame(List<UUID> sessions, List<Context> contexts) throws IOException {
    Context c = contexts.get(Math.toIntExact(number(Column.CONTEXT)));
    if (Elements.stored(c.dtype()) != values.dtype()) {
      throw new IllegalArgumentException(
          "expected " + values.name() + " of " + c.dtype() + ", got " + values.dtype());
    }
    byte[] bytes = new byte[Math.toIntExact(values.bytes() / frames)];
    read(bytes, values.offset() + (long) row * bytes.length);
    return new Frame(
        c.kind(),
        sessions.get(Math.toIntExact(number(Column.SESSION))),
        Math.toIntExact(number(Column.ROW)),
        c.sessionName(),
        number(Column.SEQUENCE),
        Math.toIntExact(number(Column.EPOCH)),
        c.model(),
        c.version(),
        c.site(),
        c.siteKind(),
        c.mode(),
        number(Column.TRAINING_STEP),
        number(Column.CALL),
        c.sample(number(Column.SAMPLE)),
        c.key(),
        c.label(),
        number(Column.FIRST_STEP),
        c.every(),
        c.dt(),
        number(Column.EVENT_TIME),
        number(Column.WALL_TIME),
        c.axes(),
        Elements.tensor(c.dtype(), shape, bytes),
        c.interventions(),
        c.node(),
        c.traceId(),
        c.reason());
  }

  private long number(Column column) {
    return numbers[column.ordinal()][row % BLOCK];
  }

  private void read(byte[] bytes, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("expected " + values.name() + " to its end");
      }
    }
  }
}
