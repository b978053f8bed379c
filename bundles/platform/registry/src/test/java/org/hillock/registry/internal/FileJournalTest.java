package org.hillock.registry.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.hillock.api.registry.VersionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  @TempDir Path folder;

  private static final VersionId ONE = new VersionId("m", "b", "1.0.0", "a".repeat(64));
  private static final VersionId TWO = new VersionId("m", "b", "2.0.0", "b".repeat(64));

  private static JournalEntry entry(VersionId id, String action) {
    return new JournalEntry(
        Instant.parse("2026-01-02T03:04:05Z"), action, List.of(id), "c".repeat(64), "x.jar", "é\n");
  }

  @Test
  void entriesComeBackAsTheyWere() throws IOException {
    Path file = folder.resolve("a/journal.jsonl");
    try (FileJournal journal = new FileJournal(file)) {
      journal.append(entry(ONE, JournalEntry.LIVE));
      journal.append(entry(TWO, JournalEntry.LIVE));
    }
    try (FileJournal journal = new FileJournal(file)) {
      assertEquals(
          List.of(entry(ONE, JournalEntry.LIVE), entry(TWO, JournalEntry.LIVE)), journal.entries());
      assertEquals(List.of(TWO, ONE), new History(journal).lives("m"));
    }
  }

  @Test
  void aLineCutOffByACrashIsRemovedAndTheNextOneIsWhole() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    try (FileJournal journal = new FileJournal(file)) {
      journal.append(entry(ONE, JournalEntry.LIVE));
    }
    Files.writeString(file, "{\"at\":\"2026", StandardOpenOption.APPEND);
    try (FileJournal journal = new FileJournal(file)) {
      assertEquals(1, journal.entries().size());
      journal.append(entry(TWO, JournalEntry.LIVE));
    }
    try (FileJournal journal = new FileJournal(file)) {
      assertEquals(2, journal.entries().size());
    }
  }

  @Test
  void aLineThatIsNotOursIsPassedOver() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(file, "hello\n[1]\n{}\n");
    try (FileJournal journal = new FileJournal(file)) {
      assertEquals(List.of(), journal.entries());
    }
  }

  @Test
  void aRestoredVersionTakesThePlaceOfTheOneThatWasLost() throws IOException {
    try (FileJournal journal = new FileJournal(folder.resolve("j"))) {
      journal.append(entry(ONE, JournalEntry.LIVE));
      journal.append(entry(TWO, JournalEntry.RESTORED));
      assertEquals(List.of(TWO), new History(journal).lives("m"));
    }
  }
}
