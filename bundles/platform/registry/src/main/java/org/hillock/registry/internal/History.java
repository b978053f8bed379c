package org.hillock.registry.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hillock.api.registry.HistoryEntry;
import org.hillock.api.registry.VersionId;

/** Reads the journal for one model. */
final class History {
  private final Journal journal;

  History(Journal journal) {
    this.journal = journal;
  }

  /** Newest first. */
  List<HistoryEntry> of(String model) {
    List<HistoryEntry> lines = new ArrayList<>();
    for (JournalEntry e : journal.entries()) {
      find(e, model).ifPresent(v -> lines.add(new HistoryEntry(e.at(), e.action(), v, e.text())));
    }
    Collections.reverse(lines);
    return lines;
  }

  /**
   * Versions that were live, the present one first, then what each rollback would return to. A
   * rollback takes away what it went back from.
   */
  List<VersionId> lives(String model) {
    Deque<VersionId> stack = new ArrayDeque<>();
    for (JournalEntry e : journal.entries()) {
      Optional<VersionId> found = find(e, model);
      if (found.isEmpty()) {
        continue;
      }
      VersionId id = found.get();
      switch (e.action()) {
        case JournalEntry.LIVE -> push(stack, id);
        case JournalEntry.ROLLBACK -> {
          while (!stack.isEmpty() && !stack.peek().equals(id)) {
            stack.pop();
          }
          push(stack, id);
        }
        case JournalEntry.RESTORED -> {
          stack.poll();
          push(stack, id);
        }
        default -> {
          // says nothing about what is live
        }
      }
    }
    return List.copyOf(stack);
  }

  private static void push(Deque<VersionId> stack, VersionId id) {
    if (!id.equals(stack.peek())) {
      stack.push(id);
    }
  }

  private static Optional<VersionId> find(JournalEntry entry, String model) {
    return entry.versions().stream().filter(v -> v.model().equals(model)).findFirst();
  }
}
