package org.hillock.bench.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;

/** Compares frames with ledgers as sets, and looks at their numbers. One thread. */
final class LedgerAudit {
  private static final int EXAMPLES = 5;

  private final Map<UUID, Book> books = new HashMap<>();
  private final List<String> examples = new ArrayList<>();
  private long frames;
  private long duplicated;
  private long foreign;
  private long misnumbered;

  private static final class Book {
    final Ledger.Page page;
    final byte[][] seen;
    final long[] next;

    Book(Ledger.Page page) {
      this.page = page;
      this.seen = new byte[page.checksums().size()][page.rows()];
      this.next = new long[page.rows()];
    }
  }

  /** What came of it. */
  record Result(
      long expected, long frames, long lost, long duplicated, long foreign, long misnumbered) {
    boolean good() {
      return expected > 0 && lost == 0 && duplicated == 0 && foreign == 0 && misnumbered == 0;
    }
  }

  void expect(Ledger.Page page) {
    books.put(page.session(), new Book(page));
  }

  /** Takes the next frame of the log. */
  void accept(Frame frame) {
    Book book = books.get(frame.session());
    if (book != null && !frame.site().isEmpty() && frame.row() < book.page.rows()) {
      if (frame.sequence() != book.next[frame.row()]) {
        misnumbered++;
        example("expected number " + book.next[frame.row()], frame);
      }
      book.next[frame.row()] = frame.sequence() + 1;
    }
    if (frame.kind() != Kind.DATA) {
      return;
    }
    frames++;
    if (book == null
        || !frame.site().equals(book.page.site())
        || frame.call() >= book.seen.length
        || frame.row() >= book.page.rows()
        || Ledger.checksum(frame.values())
            != book.page.checksums().get((int) frame.call())[frame.row()]) {
      foreign++;
      example("not in the ledger", frame);
      return;
    }
    byte[] row = book.seen[(int) frame.call()];
    if (row[frame.row()] > 0) {
      duplicated++;
      example("there before", frame);
    }
    row[frame.row()] = 1;
  }

  Result result() {
    long expected = 0;
    long lost = 0;
    for (Book book : books.values()) {
      for (int call = 0; call < book.seen.length; call++) {
        for (int row = 0; row < book.page.rows(); row++) {
          expected++;
          if (book.seen[call][row] == 0) {
            lost++;
            note("lost: " + book.page.session() + "/" + row + " call " + call);
          }
        }
      }
    }
    return new Result(expected, frames, lost, duplicated, foreign, misnumbered);
  }

  /** Some of what is wrong, a line each. */
  List<String> examples() {
    return examples;
  }

  private void example(String what, Frame frame) {
    note(
        what
            + ": "
            + frame.session()
            + "/"
            + frame.row()
            + " call "
            + frame.call()
            + " site "
            + frame.site()
            + " number "
            + frame.sequence());
  }

  private void note(String line) {
    if (examples.size() < EXAMPLES) {
      examples.add(line);
    }
  }
}
