package org.hillock.frame.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hillock.frame.FrameFormatException;

/**
 * The root table of a FlatBuffer with every offset checked before it is followed: no access outside
 * the buffer, whatever the bytes are.
 */
final class Table {
  static final String IDENTIFIER = "HLF1";
  private static final int MAX_TEXT = 1 << 16;

  private final ByteBuffer bytes;
  private final int size;
  private final int table;
  private final int tableSize;
  private final int vtable;
  private final int vtableSize;

  Table(ByteBuffer source) throws FrameFormatException {
    bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    size = bytes.remaining();
    if (size < 12) {
      throw new FrameFormatException("expected a frame of 12 bytes or more, got " + size);
    }
    for (int i = 0; i < 4; i++) {
      if (bytes.get(4 + i) != IDENTIFIER.charAt(i)) {
        throw new FrameFormatException(
            "expected the identifier "
                + IDENTIFIER
                + " at byte 4, got 0x"
                + Integer.toHexString(Integer.reverseBytes(bytes.getInt(4))));
      }
    }
    table = within(bytes.getInt(0) & 0xFFFFFFFFL, 4, "root table");
    vtable = within((long) table - bytes.getInt(table), 4, "vtable");
    vtableSize = unsignedShort(vtable);
    tableSize = unsignedShort(vtable + 2);
    within(vtable, vtableSize, "vtable");
    within(table, tableSize, "table");
    if (vtableSize < 4 || tableSize < 4) {
      throw new FrameFormatException(
          "expected a vtable and table of 4 bytes or more, got "
              + vtableSize
              + " and "
              + tableSize);
    }
  }

  boolean has(Field field) throws FrameFormatException {
    return position(field) != 0;
  }

  int byteAt(Field field, int absent) throws FrameFormatException {
    int at = position(field);
    return at == 0 ? absent : bytes.get(at) & 0xff;
  }

  long longAt(Field field, long absent) throws FrameFormatException {
    int at = position(field);
    return at == 0 ? absent : bytes.getLong(at);
  }

  /** A number that must be 0 or more in Java's signed type. */
  long countAt(Field field) throws FrameFormatException {
    return notNegative(field, longAt(field, 0));
  }

  /** As {@link #countAt}, of 32 bits. */
  int intAt(Field field, int absent) throws FrameFormatException {
    int at = position(field);
    return at == 0 ? absent : (int) notNegative(field, bytes.getInt(at));
  }

  double doubleAt(Field field) throws FrameFormatException {
    int at = position(field);
    return at == 0 ? 0 : bytes.getDouble(at);
  }

  /** Text, empty where the field is absent. */
  String textAt(Field field) throws FrameFormatException {
    int at = position(field);
    return at == 0 ? "" : text(at, field);
  }

  String[] textsAt(Field field, int most) throws FrameFormatException {
    int at = position(field);
    if (at == 0) {
      return new String[0];
    }
    int start = vector(at, 4, field);
    String[] texts = new String[count(start, most, field)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(start + 4 * i, field);
    }
    return texts;
  }

  int[] intsAt(Field field, int most) throws FrameFormatException {
    int at = position(field);
    if (at == 0) {
      return new int[0];
    }
    int start = vector(at, 4, field);
    int[] values = new int[count(start, most, field)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) notNegative(field, bytes.getInt(start + 4 * i));
    }
    return values;
  }

  /** The bytes of a vector, a view. */
  ByteBuffer bytesAt(Field field) throws FrameFormatException {
    int at = position(field);
    if (at == 0) {
      return ByteBuffer.allocate(0);
    }
    int start = vector(at, 1, field);
    return bytes.slice(start, bytes.getInt(start - 4)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int position(Field field) throws FrameFormatException {
    int entry = 4 + 2 * field.ordinal();
    if (entry + 2 > vtableSize) {
      return 0;
    }
    int offset = unsignedShort(vtable + entry);
    if (offset != 0 && (offset < 4 || offset + field.bytes() > tableSize)) {
      throw new FrameFormatException(
          "expected field "
              + field.schemaName()
              + " inside a table of "
              + tableSize
              + " bytes, got offset "
              + offset);
    }
    return offset == 0 ? 0 : table + offset;
  }

  private String text(int at, Field field) throws FrameFormatException {
    int start = vector(at, 1, field);
    int length = count(start, MAX_TEXT, field);
    try {
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(start, length));
      return chars.toString();
    } catch (CharacterCodingException e) {
      throw new FrameFormatException("expected UTF-8 in field " + field.schemaName());
    }
  }

  /** Position of the first element of the vector whose offset lies at {@code at}. */
  private int vector(int at, int elementBytes, Field field) throws FrameFormatException {
    int start = within(at + (bytes.getInt(at) & 0xFFFFFFFFL), 4, field.schemaName());
    long length = (bytes.getInt(start) & 0xFFFFFFFFL) * elementBytes;
    return within(start + 4L, length, field.schemaName());
  }

  private int count(int start, int most, Field field) throws FrameFormatException {
    int count = bytes.getInt(start - 4);
    if (count > most) {
      throw new FrameFormatException(
          "expected at most "
              + most
              + " elements in field "
              + field.schemaName()
              + ", got "
              + count);
    }
    return count;
  }

  private int within(long at, long length, String what) throws FrameFormatException {
    if (at < 0 || at + length > size) {
      throw new FrameFormatException(
          "expected " + what + " inside " + size + " bytes, got " + length + " bytes at " + at);
    }
    return (int) at;
  }

  private int unsignedShort(int at) throws FrameFormatException {
    return bytes.getShort(within(at, 2, "vtable")) & 0xffff;
  }

  private static long notNegative(Field field, long value) throws FrameFormatException {
    if (value < 0) {
      throw new FrameFormatException(
          "expected 0 or more in field " + field.schemaName() + ", got " + value);
    }
    return value;
  }
}
