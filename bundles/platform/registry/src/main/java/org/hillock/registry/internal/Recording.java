package org.hillock.registry.internal;

import java.util.UUID;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;

/** The recorder of one handle, made anew when the activation service changes. Serial. */
final class Recording {
  private final RecorderSource source;
  private final String model;
  private final UUID id;
  private final String name;
  private final int rows;
  private Recorders from;
  private Recorder recorder = RecorderSource.NONE;

  Recording(RecorderSource source, String model, UUID id, String name, int rows) {
    this.source = source;
    this.model = model;
    this.id = id;
    this.name = name;
    this.rows = rows;
  }

  Recorder current() {
    Recorders now = source.current();
    if (now != from) {
      from = now;
      recorder = now == null ? RecorderSource.NONE : now.recorder(model, id, name, rows);
    }
    return recorder;
  }
}
