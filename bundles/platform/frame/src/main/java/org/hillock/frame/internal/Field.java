package org.hillock.frame.internal;

import java.util.Locale;

/** The fields of the table {@code Frame} in {@code frame.fbs}, in its order, with their types. */
public enum Field {
  KIND("Kind", 1),
  SESSION_HIGH("ulong", 8),
  SESSION_LOW("ulong", 8),
  ROW("uint", 4),
  SESSION_NAME("string", 4),
  SEQUENCE("ulong", 8),
  EPOCH("uint", 4),
  MODEL("string", 4),
  VERSION("string", 4),
  SITE("string", 4),
  SITE_KIND("SiteKind", 1),
  MODE("Mode", 1),
  TRAINING_STEP("long", 8),
  CALL("ulong", 8),
  DATASET("string", 4),
  SPLIT("Split", 1),
  INDEX("uint", 4),
  KEY("string", 4),
  LABEL("string", 4),
  FIRST_STEP("ulong", 8),
  EVERY("uint", 4),
  DT("double", 8),
  EVENT_TIME("long", 8),
  WALL_TIME("long", 8),
  AXES("[string]", 4),
  DTYPE("DType", 1),
  SHAPE("[uint]", 4),
  ENCODING("Encoding", 1),
  PAYLOAD("[ubyte]", 4),
  INTERVENTIONS("[string]", 4),
  NODE("string", 4),
  TRACE_ID("string", 4),
  REASON("string", 4);

  private final String type;
  private final int bytes;

  Field(String type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Name in the schema. */
  public String schemaName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Type in the schema. */
  public String schemaType() {
    return type;
  }

  /** Bytes that the field takes inside the table. */
  int bytes() {
    return bytes;
  }
}
