package org.hillock.record.internal;

import java.util.function.ToLongFunction;
import org.hillock.api.activation.Frame;

/** The whole numbers of a frame, each a tensor of its own, {@code [frames]}, I64. */
enum Column {
  ROW("row", Frame::row),
  SEQUENCE("sequence", Frame::sequence),
  EPOCH("epoch", Frame::epoch),
  FIRST_STEP("first_step", Frame::firstStep),
  CALL("call", Frame::call),
  EVENT_TIME("event_time", Frame::eventTime),
  WALL_TIME("wall_time", Frame::wallTime),
  TRAINING_STEP("training_step", Frame::trainingStep),
  /** Index within the part of the data set that the context names, or -1. */
  SAMPLE("sample", frame -> frame.sample() == null ? -1 : frame.sample().index()),
  /** Place in the list of sessions of the index. */
  SESSION("session", null),
  /** Place in the list of contexts of the index. */
  CONTEXT("context", null),
  /** Place among all frames. */
  ORDER("order", null);

  static final Column[] ALL = values();

  private final String suffix;
  private final ToLongFunction<Frame> value;

  Column(String suffix, ToLongFunction<Frame> value) {
    this.suffix = suffix;
    this.value = value;
  }

  /** Name of its tensor in a group. */
  String of(String group) {
    return group + "." + suffix;
  }

  /** Whether a frame says it by itself. */
  boolean ofFrame() {
    return value != null;
  }

  long of(Frame frame) {
    return value.applyAsLong(frame);
  }
}
