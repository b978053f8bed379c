package org.hillock.registry.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal for as long as the process lives. */
public final class MemoryJournal implements Journal {
  private final List<JournalEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public void append(JournalEntry entry) {
    entries.add(entry);
  }

  @Override
  public List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
