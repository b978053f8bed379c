package org.hillock.bench.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hillock.bench.internal.History.Life;

/**
 * Compares a log with ledgers.
 *
 * <p>Of a session that its caller closed, every call that returned is in the log once. Of one whose
 * platform died, the log has the frames of the first calls without a gap, and what is missing at
 * the end is counted and its age told. Where a session went on, the log has all calls before that
 * point, its state there is that after the last of them, and of what two lives made the later
 * counts. One thread.
 */
final class LedgerAudit {
  private final LogView log;
  private final Examples examples;
  private long expected;
  private long frames;
  private long lost;
  private long duplicated;
  private long foreign;
  private long superseded;
  private long missing;
  private long missingMillis;
  private long misresumed;
  private long unended;
  private long deaths;

  private LedgerAudit(LogView log, Examples examples) {
    this.log = log;
    this.examples = examples;
    this.misresumed = log.unannounced();
    this.foreign = log.unreadable();
  }

  static AuditResult compare(LogView log, Collection<LedgerPage> pages, Examples examples) {
    LedgerAudit audit = new LedgerAudit(log, examples);
    Set<UUID> known = new HashSet<>();
    for (LedgerPage page : pages) {
      known.add(page.session());
      audit.session(page);
    }
    for (UUID session : log.sessions()) {
      if (!known.contains(session)) {
        audit.stranger(session);
      }
    }
    return audit.result();
  }

  private void stranger(UUID session) {
    long count = log.session(session).values().stream().mapToLong(LogStream::size).sum();
    frames += count;
    foreign += count;
    examples.add("of a session without a ledger: " + session + ", " + count + " frames");
  }

  private void session(LedgerPage page) {
    History history = new History(page);
    Map<Integer, LogStream> streams = log.session(page.session());
    if (history.lives().isEmpty()) {
      expect(streams.isEmpty(), page, 0, "has frames, though no call began");
      return;
    }
    for (int row = 0; row < page.rows(); row++) {
      LogStream stream = streams.getOrDefault(row, new LogStream());
      int[] seen = seen(history, stream, row);
      complete(history, seen, row);
      resumed(history, row);
      ended(history, stream, row);
    }
    for (int row : streams.keySet()) {
      expect(row < page.rows(), page, row, "is a row that the ledger has not");
    }
  }

  /** By call the epoch of the frame that counts, or -1. */
  private int[] seen(History history, LogStream stream, int row) {
    int[] seen = new int[(int) history.calls()];
    Arrays.fill(seen, -1);
    for (int i = 0; i < stream.size(); i++) {
      frames++;
      int call = stream.call(i);
      int epoch = stream.epoch(i);
      Life life = history.life(epoch);
      int[] checksums = life == null ? null : life.checksums(call);
      if (checksums == null
          || checksums[row] != stream.checksum(i)
          || !stream.site().equals(history.page().site())) {
        foreign++;
        note(history, row, call, "in epoch " + epoch + " is not in the ledger");
      } else if (seen[call] == epoch) {
        duplicated++;
        note(history, row, call, "in epoch " + epoch + " is there twice");
      } else {
        superseded += seen[call] < 0 ? 0 : 1;
        seen[call] = Math.max(seen[call], epoch);
      }
    }
    for (int call = 0; call < seen.length; call++) {
      if (seen[call] >= 0 && seen[call] != history.serving(call, history.lives().size()).epoch) {
        superseded++;
        seen[call] = -1;
      }
    }
    return seen;
  }

  /** Nothing is missing, save at the end of a life that a death ended. */
  private void complete(History history, int[] seen, int row) {
    Life last = history.last();
    long end = last.returnedEnd();
    if (!history.closed()) {
      long committed = seen.length;
      while (committed > last.from && seen[(int) committed - 1] < 0) {
        committed--;
      }
      missing(last, committed);
      end = committed;
    }
    for (long call = 0; call < end; call++) {
      expected++;
      if (seen[(int) call] < 0) {
        lost++;
        note(history, row, call, "is lost");
      }
    }
    for (int i = 1; i < history.lives().size(); i++) {
      missing(history.lives().get(i - 1), history.lives().get(i).from);
    }
  }

  private void missing(Life life, long committed) {
    long first = Math.max(committed, life.from);
    if (first < life.returnedEnd()) {
      missing += life.returnedEnd() - first;
      missingMillis = Math.max(missingMillis, life.lastMillis - life.returnedAt(first));
    }
  }

  /** The state from which a life began is that after the last call before it. */
  private void resumed(History history, int row) {
    for (int i = 1; i < history.lives().size(); i++) {
      Life life = history.lives().get(i);
      deaths += row == 0 ? 1 : 0;
      if (life.from == 0) {
        continue;
      }
      Life served = history.serving(life.from - 1, i);
      int[] after = served == null ? null : served.checksums(life.from - 1);
      if (after == null || after[row] != life.state[row]) {
        misresumed++;
        note(history, row, life.from, "resumed in epoch " + life.epoch + " from another state");
      }
    }
  }

  private void ended(History history, LogStream stream, int row) {
    boolean dead = !history.closed();
    boolean open = dead && history.page().durable();
    deaths += dead && row == 0 ? 1 : 0;
    boolean right = open ? !stream.ended() : stream.ended() && !stream.reason().isBlank();
    if (!right && stream.size() > 0) {
      unended++;
      examples.add(
          history.page().session()
              + "/"
              + row
              + (stream.ended() ? " ended: " + stream.reason() : " has no end marker"));
    }
  }

  private void expect(boolean right, LedgerPage page, int row, String what) {
    if (!right) {
      foreign++;
      examples.add(page.session() + "/" + row + " " + what);
    }
  }

  private void note(History history, int row, long call, String what) {
    examples.add(history.page().session() + "/" + row + " call " + call + " " + what);
  }

  private AuditResult result() {
    return new AuditResult(
        expected,
        frames,
        lost,
        duplicated,
        foreign,
        log.misnumbered(),
        misresumed,
        unended,
        superseded,
        missing,
        missingMillis,
        deaths);
  }
}
