package org.hillock.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of one structure of an HDF5 file, little-endian, and the structures that {@link ShdWriter}
 * needs: those of "HDF5 File Format Specification Version 3.0", sections II.A, III.A.1, III.E and
 * IV.A.
 */
final class HdfBlock {
  /** The address that stands for none. */
  static final long NONE = -1;

  private byte[] bytes = new byte[256];
  private int size;

  HdfBlock text(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  HdfBlock raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  HdfBlock u8(int... values) {
    for (int value : values) {
      number(value, 1);
    }
    return this;
  }

  HdfBlock u16(int value) {
    return number(value, 2);
  }

  HdfBlock u32(long value) {
    return number(value, 4);
  }

  HdfBlock u64(long value) {
    return number(value, 8);
  }

  private HdfBlock number(long value, int width) {
    reserve(width);
    for (int i = 0; i < width; i++) {
      bytes[size++] = (byte) (value >>> 8 * i);
    }
    return this;
  }

  /** Adds zeros up to a size. */
  HdfBlock fill(int to) {
    reserve(Math.max(0, to - size));
    size = Math.max(size, to);
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(bytes, 0, size, (byte) 0);
    size = 0;
  }

  /** Ends the structure with the checksum of what it has so far. */
  HdfBlock checked() {
    return u32(Lookup3.hash(bytes, size));
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Adds a message of an object header. */
  HdfBlock message(int type, HdfBlock body) {
    return u8(type).u16(body.size).u8(0).raw(body.toArray());
  }

  /** An object header of messages. */
  static HdfBlock header(HdfBlock messages) {
    HdfBlock header = new HdfBlock().text("OHDR").u8(2, 2).u32(messages.size);
    return header.raw(messages.toArray()).checked();
  }

  /** Unsigned integers of 16 bits. */
  static HdfBlock unsigned16() {
    return new HdfBlock().u8(0x10, 0, 0, 0).u32(2).u16(0).u16(16);
  }

  /** IEEE floats of 16 bits. */
  static HdfBlock float16() {
    return new HdfBlock().u8(0x11, 0x20, 15, 0).u32(2).u16(0).u16(16).u8(10, 5, 0, 10).u32(15);
  }

  /** Texts of a fixed number of bytes, filled with zeros. */
  static HdfBlock texts(int length) {
    return new HdfBlock().u8(0x13, 1, 0, 0).u32(length);
  }

  /** Lists of another type, as references into the global heap. */
  static HdfBlock lists(HdfBlock base) {
    return new HdfBlock().u8(0x19, 0, 0, 0).u32(16).raw(base.toArray());
  }

  /** A dataspace of one axis. */
  static HdfBlock line(int length, boolean grows) {
    HdfBlock space = new HdfBlock().u8(2, 1, grows ? 1 : 0, 1).u64(length);
    return grows ? space.u64(NONE) : space;
  }
}
