package org.hillock.api.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * What a recorder begins with.
 *
 * @param model name of the model
 * @param session identity of its streams
 * @param name for display
 * @param rows of its batch
 * @param durable each call's state goes into the log with its frames, whether there are taps or not
 * @param numbers that come next
 */
public record StreamStart(
    String model, UUID session, String name, int rows, boolean durable, StreamNumbers numbers) {
  public StreamStart {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(numbers, "numbers");
  }
}
