package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hillock.stream.internal.Inbox.Offer;
import org.hillock.stream.internal.Transaction.Fate;
import org.hillock.stream.internal.TransactionalClient.Outcome;

/**
 * Writes the streams that fall to it, of all models, in transactions: one every interval or when
 * enough bytes came together. First comes what an earlier writer of the same id left; what cannot
 * be written is left for the next. One thread, and one that commits.
 */
final class LosslessWriter {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LEAST_MS = 500;
  private static final long CLOSE_MS = 5_000;

  private final StreamSettings settings;
  private final UnwrittenFiles files;
  private final Optional<Unwritten> earlier;
  private final TransactionalClient client;
  private final Claims claims;
  private final String id;
  private final Inbox inbox = new Inbox();
  private final Filling filling;
  private final Committer committer;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean over;
  private volatile boolean refusing;
  private volatile boolean ended;
  private long number;

  /**
   * Starts the writer.
   *
   * @param ready whether a topic is there, as far as that is known here
   * @param files where an earlier writer may have left something
   * @param id its transactional id, the same at every start of this node
   */
  LosslessWriter(
      StreamSettings settings,
      KafkaClients clients,
      Claims claims,
      Positions positions,
      Predicate<String> ready,
      UnwrittenFiles files,
      String id) {
    this.settings = settings;
    this.claims = claims;
    this.files = files;
    this.id = id;
    this.earlier = files.read(id);
    this.number = earlier.map(Unwritten::last).orElse(-1L);
    String name = earlier.map(Unwritten::writer).orElseGet(() -> UUID.randomUUID().toString());
    long confirmed = earlier.map(Unwritten::confirmed).orElse(-1L);
    this.client = new TransactionalClient(clients, claims, id, name, confirmed, ready, () -> over);
    UsedArrays memory = new UsedArrays();
    this.filling = new Filling(positions, memory);
    this.committer = new Committer(client, memory, id);
    this.thread = new Thread(this::run, "hillock-writer-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  void offer(LosslessChannel channel, Unit unit) {
    inbox.add(new Offer(channel, unit));
    if (ended) {
      inbox.giveBack();
    }
  }

  /** Whether nothing that is offered from now on would be written here. */
  boolean ended() {
    return refusing;
  }

  /** Topics that what an earlier writer left needs. */
  Set<String> topicsOfEarlier() {
    return earlier.map(Unwritten::topics).orElse(Set.of());
  }

  String state() {
    return client.state();
  }

  /**
   * Waits until the id is this writer's and what earlier ones left is in the log.
   *
   * @return false when that is not so in time
   */
  boolean awaitOpen(long nanos) throws InterruptedException {
    return opened.await(nanos, TimeUnit.NANOSECONDS) && !refusing;
  }

  /** Has it end as soon as what is queued is written. */
  void finish() {
    inbox.close();
  }

  /**
   * Waits for its end, half a second at least; what is not written by then is left for the next.
   *
   * @param end moment, as {@link System#nanoTime} counts
   */
  void close(long end) {
    finish();
    try {
      thread.join(Math.max(LEAST_MS, (end - System.nanoTime()) / 1_000_000));
      giveUp();
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    over = true;
    thread.interrupt();
    committer.interrupt();
  }

  private void run() {
    List<Transaction> left =
        new ArrayList<>(earlier.map(Unwritten::transactions).orElse(List.of()));
    if (recover(left) && open(left)) {
      opened.countDown();
    }
    while (left.isEmpty() && committer.good()) {
      Offer first = inbox.await(IDLE_NANOS);
      if (first != null) {
        committer.hand(collect(first));
      } else if (inbox.closed()) {
        break;
      } else {
        filling.rest();
      }
    }
    refusing = true;
    left.addAll(committer.finish());
    end(left);
  }

  /** Writes what an earlier writer left; returns whether nothing of it remains in the list. */
  private boolean recover(List<Transaction> left) {
    if (earlier.isEmpty()) {
      return true;
    }
    int all = left.size();
    while (!left.isEmpty()) {
      Outcome outcome = client.commit(left.get(0));
      if (outcome == Outcome.UNKNOWN) {
        files.setAside(id, "expected the claims of " + earlier.get().writer() + ", got others'");
        left.clear();
        return true;
      }
      if (outcome != Outcome.COMMITTED) {
        return false;
      }
      left.remove(0);
    }
    files.delete(id);
    LOG.log(Level.INFO, id + ": " + all + " transactions of an earlier writer are in the log");
    return true;
  }

  /** States the claim, which ends what another writer had open. */
  private boolean open(List<Transaction> left) {
    Transaction claim = withClaim(next());
    if (client.commit(claim) == Outcome.COMMITTED) {
      return true;
    }
    left.add(claim);
    return false;
  }

  /** Leaves what is not written for the next writer, until it is closed. */
  private void end(List<Transaction> left) {
    Thread.interrupted();
    client.close();
    int kept = -1;
    while (true) {
      boolean last = inbox.closed();
      for (Offer offer = inbox.poll(); offer != null; offer = inbox.poll()) {
        left.add(rest(offer));
      }
      if (left.size() > Math.max(0, kept)) {
        keep(left.stream().filter(transaction -> transaction.records().size() > 1).toList());
        kept = left.size();
      }
      if (last) {
        break;
      }
      inbox.sleep(IDLE_NANOS);
    }
    ended = true;
    inbox.giveBack();
  }

  /** Keeps all that has more than its claim. */
  private void keep(List<Transaction> left) {
    if (left.isEmpty()) {
      return;
    }
    int frames = left.stream().mapToInt(Transaction::unsettled).sum();
    boolean kept = files.write(id, new Unwritten(client.name(), client.confirmed(), left));
    LOG.log(
        kept ? Level.INFO : Level.ERROR,
        id + ": " + frames + (kept ? " frames are left for the next writer" : " frames are lost"));
    left.forEach(transaction -> transaction.settle(kept ? Fate.KEPT : Fate.LOST));
  }

  private Transaction next() {
    number++;
    return new Transaction(number);
  }

  private Transaction withClaim(Transaction transaction) {
    transaction.add(claims.record(id, client.name(), transaction.number()));
    return transaction;
  }

  /** A transaction of what comes until it is time, or until it is large enough. */
  private Transaction collect(Offer first) {
    filling.begin();
    Transaction transaction = next();
    long end = System.nanoTime() + settings.commitNanos();
    Offer offer = first;
    while (offer != null) {
      filling.add(transaction, offer.channel(), offer.unit());
      if (committer.idle()) {
        client.advance(transaction);
      }
      offer = another(transaction, end);
    }
    filling.complete(transaction);
    return withClaim(transaction);
  }

  private Offer another(Transaction transaction, long end) {
    Offer offer = null;
    while (offer == null && transaction.bytes() < settings.commitBytes()) {
      long left = end - System.nanoTime();
      if (left <= 0 && committer.free()) {
        break;
      }
      offer = inbox.await(left > 0 ? left : BUSY_NANOS);
      if (offer == null && inbox.closed()) {
        break;
      }
    }
    return offer;
  }

  /** A transaction of what is there, which will not be sent now. */
  private Transaction rest(Offer first) {
    Transaction transaction = next();
    Offer offer = first;
    while (offer != null) {
      filling.add(transaction, offer.channel(), offer.unit());
      offer = transaction.bytes() < settings.commitBytes() ? inbox.poll() : null;
    }
    filling.complete(transaction);
    return withClaim(transaction);
  }
}
