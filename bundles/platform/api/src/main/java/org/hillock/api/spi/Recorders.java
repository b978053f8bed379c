package org.hillock.api.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hillock.api.activation.Tap;
import org.osgi.annotation.versioning.ProviderType;

/** Makes recorders; a service of the activation bundle. Without it calls run unrecorded. */
@ProviderType
public interface Recorders {
  /** The recorder of one client or session, whose numbers go on from {@code start}. */
  Recorder recorder(StreamStart start);

  /**
   * The recorder of a client or session that begins.
   *
   * @param model name of the model
   * @param session identity of its streams
   * @param name for display
   * @param rows of its batch
   */
  default Recorder recorder(String model, UUID session, String name, int rows) {
    return recorder(new StreamStart(model, session, name, rows, false, StreamNumbers.NONE));
  }

  /** Where sessions stand in the log of the present transport; empty where it keeps none. */
  default Optional<StreamPositions> positions() {
    return Optional.empty();
  }

  /** The taps that were opened by name, for {@link #adopt} of the next one of these services. */
  default List<Tap> openTaps() {
    return List.of();
  }

  /**
   * Opens the taps of a service that was replaced, unless there are others of that name, and
   * connects them now where that is possible: calls that are recorded from here on miss nothing.
   */
  default void adopt(List<Tap> taps) {}
}
