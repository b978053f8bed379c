package org.hillock.bench.internal;

import java.util.ArrayList;
import java.util.List;
import org.hillock.bench.internal.LedgerPage.Entry;

/** What a ledger says about one session, life by life: a life ends where the next one resumes. */
final class History {
  private final LedgerPage page;
  private final List<Life> lives = new ArrayList<>();
  private boolean closed;

  /** The calls between two resumptions. */
  static final class Life {
    final int epoch;
    final long from;
    final int[] state;
    final List<int[]> begun = new ArrayList<>();
    final List<Long> returned = new ArrayList<>();
    long lastMillis;

    Life(int epoch, long from, int[] state) {
      this.epoch = epoch;
      this.from = from;
      this.state = state;
    }

    /** One more than the last call that began. */
    long begunEnd() {
      return from + begun.size();
    }

    /** One more than the last call that returned. */
    long returnedEnd() {
      return from + returned.size();
    }

    /** The checksums of a call's payload by row, or null when it never began in this life. */
    int[] checksums(long call) {
      return call >= from && call < begunEnd() ? begun.get((int) (call - from)) : null;
    }

    long returnedAt(long call) {
      return returned.get((int) (call - from));
    }
  }

  History(LedgerPage page) {
    this.page = page;
    page.entries().forEach(this::add);
  }

  private void add(Entry entry) {
    if (lives.isEmpty() && entry.kind() != Ledger.Kind.RESUMED) {
      lives.add(new Life(entry.epoch(), 0, null));
    }
    if (entry.kind() == Ledger.Kind.RESUMED) {
      lives.add(new Life(entry.epoch(), entry.call(), entry.checksums()));
    }
    Life life = last();
    life.lastMillis = entry.millis();
    switch (entry.kind()) {
      case BEGAN -> {
        expect(entry, entry.call() == life.returnedEnd());
        // A call that was refused begins again.
        if (life.begunEnd() > entry.call()) {
          life.begun.remove(life.begun.size() - 1);
        }
        life.begun.add(entry.checksums());
      }
      case RETURNED -> {
        expect(entry, entry.call() == life.returnedEnd() && life.begunEnd() > entry.call());
        life.returned.add(entry.millis());
      }
      case CLOSED -> {
        expect(entry, entry.call() == life.returnedEnd());
        closed = true;
      }
      default -> expect(entry, lives.size() > 1 && entry.epoch() > before().epoch);
    }
  }

  private void expect(Entry entry, boolean fits) {
    if (!fits || entry.epoch() != last().epoch) {
      throw new IllegalStateException(
          "ledger of "
              + page.session()
              + ": "
              + entry.kind()
              + " of call "
              + entry.call()
              + " in epoch "
              + entry.epoch()
              + " does not follow what is before it");
    }
  }

  LedgerPage page() {
    return page;
  }

  List<Life> lives() {
    return lives;
  }

  /** Whether its caller closed it: then everything that returned must be there. */
  boolean closed() {
    return closed;
  }

  Life last() {
    return lives.get(lives.size() - 1);
  }

  private Life before() {
    return lives.get(lives.size() - 2);
  }

  /** The life of that epoch, or null. */
  Life life(int epoch) {
    return lives.stream().filter(life -> life.epoch == epoch).findFirst().orElse(null);
  }

  /** Among the first {@code count} lives the last that may have made this call; null before all. */
  Life serving(long call, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (lives.get(i).from <= call) {
        return lives.get(i);
      }
    }
    return null;
  }

  /** One more than the last call that began in any life. */
  long calls() {
    return lives.stream().mapToLong(Life::begunEnd).max().orElse(0);
  }
}
