package org.hillock.activation.internal;

import java.util.UUID;
import org.hillock.api.data.SampleId;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;

/** What all frames of one call have in common. Written on the model's thread, then only read. */
final class CallHeader {
  private static final int MAX_TEXT = 1024;

  final UUID session;
  final String sessionName;
  final String model;
  final String node;
  final SampleId[] samples;
  final String[] keys;
  final String[] labels;
  Inputs inputs;
  String version = "";
  long call;
  int epoch;
  long eventTime;
  long wallTime;
  long firstStep;

  CallHeader(UUID session, String sessionName, String model, String node, int rows) {
    this.session = session;
    this.sessionName = sessionName;
    this.model = model;
    this.node = node;
    this.samples = new SampleId[rows];
    this.keys = new String[rows];
    this.labels = new String[rows];
  }

  void begin(Inputs newInputs, String newVersion, long newCall, int newEpoch, long now) {
    inputs = newInputs;
    version = newVersion;
    call = newCall;
    epoch = newEpoch;
    eventTime = newInputs.eventTime() < 0 ? now : newInputs.eventTime();
    wallTime = now;
    firstStep = -1;
    for (int row = 0; row < samples.length; row++) {
      samples[row] = newInputs.sample(row);
      keys[row] = text("key", row, newInputs.key(row));
      labels[row] = text("label", row, newInputs.label(row));
    }
  }

  /** The same stream without a call. */
  CallHeader copy() {
    CallHeader copy = new CallHeader(session, sessionName, model, node, 0);
    copy.version = version;
    copy.call = call;
    copy.epoch = epoch;
    return copy;
  }

  /** Valid steps of a row among {@code steps} from {@code from}, by the lengths of the inputs. */
  int valid(int row, long from, int steps) {
    long left = inputs.length(row) - (from - firstStep);
    return (int) Math.max(0, Math.min(steps, left));
  }

  private String text(String what, int row, String text) {
    if (text != null && text.length() > MAX_TEXT) {
      throw new InputException(
          model,
          "expected a "
              + what
              + " of at most "
              + MAX_TEXT
              + " characters in row "
              + row
              + ", got "
              + text.length());
    }
    return text == null ? "" : text;
  }
}
