package org.hillock.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and validates the header; allocates nothing that the file's size does not cover. */
final class HeaderReader {
  static final String METADATA = "__metadata__";
  static final int MAX_HEADER = 16 << 20;

  private final String where;
  private final long dataBytes;

  private HeaderReader(String where, long dataBytes) {
    this.where = where;
    this.dataBytes = dataBytes;
  }

  static Header read(InputStream in, long size, String where) throws IOException {
    if (size < 8) {
      throw new StoreException(
          "expected a safetensors file of 8 bytes or more, got " + size + " bytes in " + where);
    }
    long length = ByteBuffer.wrap(bytes(in, 8, where)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw new StoreException(
          "expected a safetensors header of 2 to "
              + MAX_HEADER
              + " bytes, got "
              + Long.toUnsignedString(length)
              + " in "
              + where);
    }
    if (length > size - 8) {
      throw new StoreException(
          "expected a header of "
              + length
              + " bytes, got "
              + (size - 8)
              + " (truncated) in "
              + where);
    }
    HeaderReader reader = new HeaderReader(where, size - 8 - length);
    return reader.parse(bytes(in, (int) length, where));
  }

  private static byte[] bytes(InputStream in, int count, String where) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new StoreException(
          "expected " + count + " bytes, got " + bytes.length + " (truncated) in " + where);
    }
    return bytes;
  }

  private Header parse(byte[] json) throws StoreException {
    if (json[0] != '{') {
      throw wrong("expected a JSON object as safetensors header, got byte " + (json[0] & 0xff));
    }
    try (JsonReader reader =
        Json.READERS.createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
      JsonObject object = reader.readObject();
      Map<String, String> metadata = new LinkedHashMap<>();
      List<Header.Entry> entries = new ArrayList<>();
      for (Map.Entry<String, JsonValue> field : object.entrySet()) {
        if (field.getKey().equals(METADATA)) {
          metadata(field.getValue(), metadata);
        } else {
          entries.add(entry(field.getKey(), field.getValue()));
        }
      }
      Header header = new Header(metadata, entries);
      cover(header);
      return header;
    } catch (RuntimeException e) {
      // Besides JsonException the parser throws plain ones at its limits of depth and of digits.
      throw wrong(
          "expected a JSON object as safetensors header, got invalid JSON: " + e.getMessage());
    }
  }

  private void metadata(JsonValue value, Map<String, String> target) throws StoreException {
    if (!(value instanceof JsonObject object)) {
      throw wrong("expected an object as " + METADATA + ", got " + value.getValueType());
    }
    for (Map.Entry<String, JsonValue> field : object.entrySet()) {
      if (!(field.getValue() instanceof JsonString text)) {
        throw wrong("expected a text as metadata " + field.getKey() + ", got another type");
      }
      target.put(field.getKey(), text.getString());
    }
  }

  private Header.Entry entry(String name, JsonValue value) throws StoreException {
    if (!(value instanceof JsonObject object)
        || object.size() != 3
        || !(object.get("dtype") instanceof JsonString dtype)
        || !(object.get("shape") instanceof JsonArray shape)
        || !(object.get("data_offsets") instanceof JsonArray offsets)
        || offsets.size() != 2) {
      throw wrong("expected dtype, shape and two data_offsets for tensor " + name);
    }
    ElementType type = ElementType.named(dtype.getString()).orElse(null);
    if (type == null) {
      throw wrong(
          "expected F32, F64, I32, I64, U8, F16, BF16, I16, I8 or BOOL for tensor "
              + name
              + ", got "
              + dtype.getString());
    }
    int[] lengths = new int[shape.size()];
    long size = 1;
    for (int i = 0; i < lengths.length; i++) {
      long length = integer(name, shape.get(i));
      size = length == 0 || size == 0 ? 0 : size > Integer.MAX_VALUE / length ? -1 : size * length;
      if (length > Integer.MAX_VALUE - 8 || size < 0) {
        throw wrong("expected fewer than 2^31 elements for tensor " + name + ", got " + shape);
      }
      lengths[i] = (int) length;
    }
    long begin = integer(name, offsets.get(0));
    long end = integer(name, offsets.get(1));
    if (begin > end || end > dataBytes) {
      throw wrong(
          "expected data within " + dataBytes + " bytes for tensor " + name + ", got " + offsets);
    }
    if (end - begin != size * type.bytes()) {
      throw wrong(
          "expected "
              + size * type.bytes()
              + " bytes for tensor "
              + name
              + " of "
              + type
              + shape
              + ", got "
              + (end - begin));
    }
    return new Header.Entry(name, type, lengths, begin, end);
  }

  private long integer(String name, JsonValue value) throws StoreException {
    if (value instanceof JsonNumber number && number.isIntegral()) {
      try {
        long n = number.longValueExact();
        if (n >= 0) {
          return n;
        }
      } catch (ArithmeticException e) {
        throw wrong(
            "expected lengths and offsets below 2^63 for tensor " + name + ", got " + value);
      }
    }
    throw wrong("expected lengths and offsets of 0 or more for tensor " + name + ", got " + value);
  }

  private void cover(Header header) throws StoreException {
    long next = 0;
    for (Header.Entry entry : header.byOffset()) {
      if (entry.begin() != next) {
        throw wrong(
            "expected the data of tensor "
                + entry.name()
                + " at offset "
                + next
                + " (no gap, no overlap), got "
                + entry.begin());
      }
      next = entry.end();
    }
    if (next != dataBytes) {
      throw wrong("expected " + next + " bytes of data after the header, got " + dataBytes);
    }
  }

  private StoreException wrong(String message) {
    return new StoreException(message.replaceAll("\\s+", " ") + " in " + where);
  }
}
