package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hillock.api.activation.FrameView;
import org.hillock.frame.FrameEncoder;
import org.hillock.stream.internal.TransactionalClient.Outcome;

/**
 * Writes the streams that fall to it, of all models, in transactions: one every interval or when
 * enough bytes came together. One thread.
 */
final class LosslessWriter {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LEAST_MS = 2_000;
  private static final long CLOSE_MS = 5_000;

  private final StreamSettings settings;
  private final TransactionalClient client;
  private final Claims claims;
  private final String id;
  private final Queue<Offer> offers = new ConcurrentLinkedQueue<>();
  private final Sleeper sleeper = new Sleeper();
  private final FrameEncoder encoder = new FrameEncoder();
  private final Positions positions;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean over;
  private volatile boolean ended;
  private long number;

  private record Offer(LosslessChannel channel, Unit unit) {}

  /**
   * Starts the writer.
   *
   * @param ready whether a topic is there, as far as that is known here
   * @param id its transactional id, the same at every start of this node
   */
  LosslessWriter(
      StreamSettings settings,
      KafkaClients clients,
      Claims claims,
      Positions positions,
      Predicate<String> ready,
      String id) {
    this.settings = settings;
    this.claims = claims;
    this.id = id;
    this.client = new TransactionalClient(clients, claims, id, ready, () -> over);
    this.positions = positions;
    this.thread = new Thread(this::run, "hillock-writer-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  void offer(LosslessChannel channel, Unit unit) {
    offers.add(new Offer(channel, unit));
    sleeper.wake();
    if (ended) {
      giveBack();
    }
  }

  /** Whether nothing can be written any more. */
  boolean ended() {
    return ended;
  }

  String state() {
    return client.state();
  }

  /**
   * Waits until what an earlier writer under this id had begun is committed or aborted; false when
   * it is not in time.
   */
  boolean awaitOpen(long nanos) throws InterruptedException {
    return opened.await(nanos, TimeUnit.NANOSECONDS) && !ended;
  }

  /** Has it end as soon as what is queued is written. */
  void finish() {
    closing = true;
    sleeper.wake();
  }

  /**
   * Waits for its end, 2 s at least; what is not written by then is lost.
   *
   * @param end moment, as {@link System#nanoTime} counts
   */
  void close(long end) {
    finish();
    try {
      thread.join(Math.max(LEAST_MS, (end - System.nanoTime()) / 1_000_000));
      over = true;
      thread.interrupt();
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      over = true;
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Outcome outcome = commit(new Transaction(number));
    opened.countDown();
    while (outcome == Outcome.COMMITTED) {
      Offer first = next(IDLE_NANOS);
      if (first != null) {
        number++;
        outcome = commit(collect(first));
      } else if (closing) {
        break;
      }
    }
    ended = true;
    client.close();
    giveBack();
  }

  private Transaction collect(Offer first) {
    Transaction transaction = new Transaction(number);
    long end = System.nanoTime() + settings.commitNanos();
    Offer offer = first;
    while (offer != null) {
      add(transaction, offer);
      client.advance(transaction);
      long left = end - System.nanoTime();
      offer = left > 0 && transaction.bytes() < settings.commitBytes() ? next(left) : null;
    }
    positions.drain(transaction::add);
    return transaction;
  }

  private Outcome commit(Transaction transaction) {
    transaction.add(claims.record(id, client.claim(transaction.number())));
    Outcome outcome = client.commit(transaction);
    transaction.settle(outcome == Outcome.COMMITTED);
    return outcome;
  }

  private void add(Transaction transaction, Offer offer) {
    Unit unit = offer.unit();
    for (FrameView frame : unit.frames()) {
      try {
        byte[] value = encoder.toBytes(frame);
        StreamId stream = StreamId.of(frame);
        transaction.add(
            new Outgoing(offer.channel().topic(), stream.spread(), stream.key(), value));
        positions.note(frame);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a frame of " + frame.site() + " cannot be encoded: " + e);
      }
    }
    if (unit.position() != null) {
      positions.stand(unit.position());
    }
    transaction.account(offer.channel(), unit);
    unit.done().run();
  }

  /** Waits for the next offer; null when there is none in time, or at once when closing. */
  private Offer next(long nanos) {
    long end = System.nanoTime() + nanos;
    Offer offer = offers.poll();
    while (offer == null && !closing) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      sleeper.await(left, () -> closing || !offers.isEmpty());
      offer = offers.poll();
    }
    if (offer != null) {
      sleeper.worked();
    }
    return offer;
  }

  /** What comes too late is given back and counted as lost. */
  private void giveBack() {
    for (Offer offer = offers.poll(); offer != null; offer = offers.poll()) {
      Unit unit = offer.unit();
      offer.channel().settled(unit.frames().size(), unit.bytes(), false);
      if (unit.position() != null) {
        offer.channel().settled(unit.position(), false);
      }
      offer.unit().done().run();
    }
  }
}
