package org.hillock.bench.internal;

import java.util.Arrays;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;

/** What the log holds of one row of one session, in its order. */
final class LogStream {
  private int[] epochs = new int[64];
  private int[] calls = new int[64];
  private int[] checksums = new int[64];
  private int size;
  private String site = "";
  private long nextNumber;
  private long nextMarker;
  private int epoch = -1;
  private boolean ended;
  private String reason = "";

  /** Takes the next frame; returns what is wrong with its place in the stream, or an empty text. */
  String accept(Frame frame) {
    String wrong = place(frame);
    switch (frame.kind()) {
      case DATA -> add(frame);
      case RESUMED -> epoch = Math.max(epoch, frame.epoch());
      case END -> {
        ended = true;
        reason = frame.reason();
      }
      default -> {
        // changed taps are only numbered
      }
    }
    return wrong;
  }

  private String place(Frame frame) {
    boolean marker = frame.site().isEmpty();
    long expected = marker ? nextMarker : nextNumber;
    if (marker) {
      nextMarker = frame.sequence() + 1;
    } else {
      nextNumber = frame.sequence() + 1;
    }
    if (frame.sequence() != expected) {
      return "expected number " + expected;
    }
    if (ended) {
      return "after the end of its stream";
    }
    return "";
  }

  private void add(Frame frame) {
    if (size == calls.length) {
      epochs = Arrays.copyOf(epochs, 2 * size);
      calls = Arrays.copyOf(calls, 2 * size);
      checksums = Arrays.copyOf(checksums, 2 * size);
    }
    epochs[size] = frame.epoch();
    // A step a call: what says otherwise cannot be in a ledger.
    boolean fits = frame.firstStep() == frame.call() && (size == 0 || frame.site().equals(site));
    calls[size] = fits ? (int) frame.call() : -1;
    checksums[size] = Ledger.checksum(frame.values());
    site = size == 0 ? frame.site() : site;
    size++;
    if (epoch < 0) {
      epoch = frame.epoch();
    }
  }

  /** Whether a frame of this epoch may come now: its stream said that it goes on under it. */
  boolean announced(Frame frame) {
    return frame.kind() != Kind.DATA || epoch < 0 || frame.epoch() <= epoch;
  }

  int size() {
    return size;
  }

  int epoch(int index) {
    return epochs[index];
  }

  /** The call, or -1 when the frame's step or site does not fit. */
  int call(int index) {
    return calls[index];
  }

  int checksum(int index) {
    return checksums[index];
  }

  String site() {
    return site;
  }

  boolean ended() {
    return ended;
  }

  /** Why it ended. */
  String reason() {
    return reason;
  }
}
