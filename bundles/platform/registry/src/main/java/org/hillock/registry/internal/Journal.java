package org.hillock.registry.internal;

import java.io.IOException;
import java.util.List;

/** What happened, in order; the truth after a restart. Any thread. */
public interface Journal {
  /** On disk when it returns. */
  void append(JournalEntry entry) throws IOException;

  /** All entries, oldest first. */
  List<JournalEntry> entries();
}
