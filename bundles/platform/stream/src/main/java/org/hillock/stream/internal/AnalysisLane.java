package org.hillock.stream.internal;

import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;

/** A partition that is this process': what was fetched of it and how far it is folded. */
final class AnalysisLane {
  private final HostedAnalysis analysis;
  private final int partition;
  private final AnalysisEpochs epochs;
  private final ArrayDeque<Item> fetched = new ArrayDeque<>();

  /** The last head that is committed; null before the first. */
  private AnalysisHead committed;

  private long end;
  private boolean folded;
  private long rejected;

  /** A record; without a frame where it is none of ours, with null where nothing is wanted. */
  private record Item(long offset, Frame frame, FrameView wanted) {
    /** Event time at which it begins; markers belong to no time. */
    long begins() {
      return wanted != null && wanted.kind() == FrameView.Kind.DATA
          ? wanted.eventTime()
          : AnalysisHead.NONE;
    }
  }

  AnalysisLane(HostedAnalysis analysis, int partition, AnalysisStates states) {
    this.analysis = analysis;
    this.partition = partition;
    this.epochs = new AnalysisEpochs(states.epochs(partition));
    AnalysisHead head = states.head(partition);
    this.end = head == null ? AnalysisHead.NONE : head.end();
    analysis.assign(partition, states.stored(partition));
  }

  AnalysisEpochs epochs() {
    return epochs;
  }

  /** The last committed head, or null. */
  AnalysisHead committed() {
    return committed;
  }

  /** Frames were folded since the last commit. */
  boolean folded() {
    return folded;
  }

  boolean waiting() {
    return !fetched.isEmpty();
  }

  int fetched() {
    return fetched.size();
  }

  /** Records that are not frames. */
  long rejected() {
    return rejected;
  }

  void fetched(ConsumerRecord<byte[], byte[]> record) {
    Frame frame = null;
    try {
      frame = FrameDecoder.decode(record.value());
    } catch (FrameFormatException e) {
      rejected++;
    }
    FrameView wanted = frame == null ? null : analysis.wanted(frame);
    fetched.add(new Item(record.offset(), frame, wanted));
  }

  /** Folds the next record if its frame begins at {@code horizon} or before. */
  boolean fold(long horizon) {
    Item item = fetched.peek();
    if (item == null || item.begins() > horizon) {
      return false;
    }
    fetched.remove();
    Frame frame = item.frame;
    if (frame != null && epochs.accepts(frame) && item.wanted != null) {
      analysis.accept(partition, item.wanted);
      folded = true;
      if (frame.kind() == FrameView.Kind.DATA) {
        end = Math.max(end, end(item.wanted));
      }
    }
    return true;
  }

  /** The head of what is folded now. */
  AnalysisHead head(String form, long position) {
    Item next = fetched.peek();
    boolean timed = next != null && next.begins() != AnalysisHead.NONE;
    return new AnalysisHead(
        form,
        next == null ? position : next.offset,
        end,
        timed ? next.begins() : AnalysisHead.NOTHING);
  }

  void committed(AnalysisHead head) {
    committed = head;
    folded = false;
  }

  private static long end(FrameView frame) {
    int steps = frame.values().rank() == 0 ? 1 : Math.max(1, frame.values().dim(0));
    return frame.eventTime() + Math.round((steps - 1) * (double) frame.every() * frame.dt() * 1e6);
  }
}
