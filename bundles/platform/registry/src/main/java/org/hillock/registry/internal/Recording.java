package org.hillock.registry.internal;

import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamStart;

/**
 * The recorder of one handle, made anew when the activation service changes: the numbers of its
 * streams go on. Serial.
 */
final class Recording {
  private final RecorderSource source;
  private final StreamStart start;
  private StreamNumbers numbers;
  private Recorders from;
  private Recorder recorder = RecorderSource.NONE;

  Recording(RecorderSource source, StreamStart start) {
    this.source = source;
    this.start = start;
    this.numbers = start.numbers();
  }

  /** The recorder of the moment. */
  Recorder current() {
    Recorders now = source.current();
    if (now != from) {
      move(now);
    }
    return recorder;
  }

  /** The same for a call: waits for the next service where one with lossless taps has just gone. */
  Recorder forCall(long until) {
    Recorders now = source.current();
    if (now != from) {
      move(now == null ? source.await(until) : now);
    }
    return recorder;
  }

  /** Whether the service that gave the recorder is still the one. */
  boolean isCurrent() {
    return source.current() == from;
  }

  private void move(Recorders to) {
    if (from != null) {
      numbers = recorder.numbers();
      recorder.suspend();
    }
    from = to;
    recorder =
        to == null
            ? RecorderSource.NONE
            : to.recorder(
                new StreamStart(
                    start.model(),
                    start.session(),
                    start.name(),
                    start.rows(),
                    start.durable(),
                    numbers));
  }
}
