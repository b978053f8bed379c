package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/**
 * Where one stream stands, as {@link Positions} wrote it.
 *
 * @param stream it is about
 * @param name of the session, for display
 * @param node platform that wrote it, or an empty text in what older versions wrote
 * @param life run of that platform
 * @param version that computed its last frame
 * @param epoch of its last frame
 * @param call of its last frame
 * @param step last one in the log, or -1
 * @param markers next number of a marker of the whole stream
 * @param ended why it ended, or an empty text
 */
record PositionRow(
    StreamId stream,
    String name,
    String node,
    String life,
    String version,
    int epoch,
    long call,
    long step,
    long markers,
    String ended) {

  /**
   * Reads a record's value.
   *
   * @throws IllegalArgumentException when it is none
   */
  static PositionRow parse(byte[] value) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(value))) {
      JsonObject o = reader.readObject();
      JsonObject numbers = o.getJsonObject("numbers");
      long markers = numbers.containsKey("") ? numbers.getJsonNumber("").longValueExact() + 1 : 0;
      return new PositionRow(
          new StreamId(UUID.fromString(o.getString("session")), o.getInt("row")),
          o.getString("name"),
          o.getString("node", ""),
          o.getString("life", ""),
          o.getString("version"),
          o.getInt("epoch"),
          o.getJsonNumber("call").longValueExact(),
          o.getJsonNumber("step").longValueExact(),
          markers,
          o.getString("ended"));
    } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
      throw new IllegalArgumentException("expected the position of a stream, got " + e);
    }
  }
}
