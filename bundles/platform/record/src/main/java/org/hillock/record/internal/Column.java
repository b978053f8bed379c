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
  TRAINING_STEP("training_step", Frame::trainingStep);

  private final String suffix;
  private final ToLongFunction<Frame> value;

  Column(String suffix, ToLongFunction<Frame> value) {
    this.suffix = suffix;
    this.value = value;
  }

  String suffix() {
    return suffix;
  }

  long of(Frame frame) {
    return value.applyAsLong(frame);
  }
}
