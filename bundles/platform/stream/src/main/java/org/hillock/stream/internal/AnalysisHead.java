package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/**
 * How far the state of a partition goes; the last record of each partition in each transaction.
 *
 * @param form of the state
 * @param offset of the first frame that it does not hold
 * @param end latest event time in it, microseconds; {@link #NONE} when there is none
 * @param next event time of a frame that waits until other partitions have come nearer, {@link
 *     #NOTHING} when none does
 */
record AnalysisHead(String form, long offset, long end, long next) {
  static final long NONE = Long.MIN_VALUE;
  static final long NOTHING = Long.MAX_VALUE;

  byte[] json() {
    return Json.createObjectBuilder()
        .add("form", form)
        .add("offset", offset)
        .add("end", end)
        .add("next", next)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The head in a record's value; null when it is not one. */
  static AnalysisHead parse(byte[] value) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(value))) {
      JsonObject object = reader.readObject();
      return new AnalysisHead(
          object.getString("form"),
          object.getJsonNumber("offset").longValueExact(),
          object.getJsonNumber("end").longValueExact(),
          object.getJsonNumber("next").longValueExact());
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | ArithmeticException notOurs) {
      return null;
    }
  }
}
