package org.hillock.registry.internal.shadow;

import java.util.UUID;
import java.util.function.Supplier;
import org.hillock.api.spi.Recorder;

/** Where the calls of a shadow are recorded. */
public interface Streams {
  /** The recorder of a new stream, asked for at each call, since the activation service changes. */
  Supplier<Recorder> open(UUID id, String name, int rows);
}
