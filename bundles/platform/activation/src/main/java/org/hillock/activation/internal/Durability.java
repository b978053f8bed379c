package org.hillock.activation.internal;

import org.hillock.api.model.State;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamStart;
import org.hillock.api.tensor.Tensor;

/** What the recorder of a durable session knows of where it stands. Guarded by its recorder. */
final class Durability {
  private static final long HEADER_BYTES = 4096;

  private final ModelFlow flow;
  private final StreamStart start;
  private final String node;
  private long bytes = HEADER_BYTES;
  private String version = "";
  private int epoch;
  private long call;
  private long step;
  private boolean released;

  Durability(ModelFlow flow, StreamStart start, String node) {
    this.flow = flow;
    this.start = start;
    this.node = node;
    flow.durable(1);
  }

  /** About what the next state takes. */
  long bytes() {
    return bytes;
  }

  /** Where it stands after a call that returned. */
  StreamPosition after(CallHeader header, State state, StreamNumbers numbers) {
    stand(header, header.call + 1, state);
    return position(state, numbers, "");
  }

  void stand(CallHeader header, long nextCall, State state) {
    version = header.version;
    epoch = header.epoch;
    call = nextCall;
    step = state.step();
    bytes = HEADER_BYTES;
    for (int i = 0; i < state.layout().tensors().size(); i++) {
      Tensor tensor = state.tensor(i);
      bytes += tensor.dtype().bytes(tensor.size());
    }
  }

  /**
   * Where it stands now.
   *
   * @param state null once it ended
   * @param ended why, or an empty text
   */
  StreamPosition position(State state, StreamNumbers numbers, String ended) {
    return new StreamPosition(
        start.session(),
        start.name(),
        start.model(),
        start.rows(),
        node,
        version,
        epoch,
        call,
        step,
        numbers,
        true,
        state,
        ended);
  }

  void release() {
    if (!released) {
      released = true;
      flow.durable(-1);
    }
  }
}
