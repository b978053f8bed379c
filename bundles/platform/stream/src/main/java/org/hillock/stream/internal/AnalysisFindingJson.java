package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import org.hillock.api.analysis.Finding;

/** A finding as it stands on its topic; equal findings give equal texts in every process. */
final class AnalysisFindingJson {
  private AnalysisFindingJson() {}

  /**
   * The record's value.
   *
   * @throws IllegalArgumentException when the values are not one JSON object
   */
  static String of(Finding finding) {
    JsonObject values;
    try (JsonReader reader = Json.createReader(new StringReader(finding.json()))) {
      values = reader.readObject();
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "finding " + finding.key() + ": expected one JSON object, got '" + finding.json() + "'");
    }
    return Json.createObjectBuilder()
        .add("analysis", finding.analysis())
        .add("configuration", finding.configuration())
        .add("model", finding.model())
        .add("version", finding.version())
        .add("site", finding.site())
        .add("windowStart", finding.windowStart())
        .add("windowEnd", finding.windowEnd())
        .add("values", values)
        .build()
        .toString();
  }

  /** The finding of a record's value; null when it is not one. */
  static Finding parse(byte[] value) {
    if (value == null) {
      return null;
    }
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(value))) {
      JsonObject object = reader.readObject();
      return new Finding(
          object.getString("analysis"),
          object.getString("configuration"),
          object.getString("model"),
          object.getString("version"),
          object.getString("site"),
          object.getJsonNumber("windowStart").longValueExact(),
          object.getJsonNumber("windowEnd").longValueExact(),
          object.getJsonObject("values").toString());
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | ArithmeticException notOurs) {
      return null;
    }
  }
}
