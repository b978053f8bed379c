package org.hillock.api.spi;

import java.util.UUID;
import org.hillock.api.model.State;

/**
 * Where a session stands after a call that returned.
 *
 * @param session identity of its streams
 * @param name for display
 * @param model that it calls
 * @param rows of its batch
 * @param node platform that writes its frames
 * @param version that computed the last call, as text
 * @param epoch times it went back
 * @param call number of the next call
 * @param step number of the next step
 * @param numbers that come next
 * @param durable whether it can be resumed once its platform is gone
 * @param state after that call, a snapshot of its own; null where it is not durable or only listed
 * @param ended why it ended, or an empty text
 */
public record StreamPosition(
    UUID session,
    String name,
    String model,
    int rows,
    String node,
    String version,
    int epoch,
    long call,
    long step,
    StreamNumbers numbers,
    boolean durable,
    State state,
    String ended) {

  /** The same without its state, for lists. */
  public StreamPosition listed() {
    return new StreamPosition(
        session, name, model, rows, node, version, epoch, call, step, numbers, durable, null,
        ended);
  }
}
