package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.hillock.frame.FrameEncoder;

/**
 * Sends the records of all sources that must never block: live frames, findings, the registry's
 * mirror. A record is taken from its source only when the broker is known and little is under way,
 * so that what does not fit waits, and is dropped, at its source. One thread.
 */
final class LiveWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long UNDER_WAY = 8L << 20;
  private static final int AT_ONCE = 256;
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long UNKNOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final long REOPEN_MS = 1000;

  private final KafkaClients clients;
  private final Predicate<String> ready;
  private final Room room;
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
  private final AtomicLong underWay = new AtomicLong();
  private final Sleeper sleeper = new Sleeper();
  private final FrameEncoder encoder = new FrameEncoder();
  private final Thread thread;
  private volatile boolean broken;
  private volatile boolean closing;

  /** Whether some source has a record whose topic is not known yet; for the thread. */
  private boolean unknown;

  /**
   * Starts the writer.
   *
   * @param ready whether a topic is there, as far as that is known here
   * @param room nothing is taken from a source while there is none
   */
  LiveWriter(KafkaClients clients, Predicate<String> ready, Room room) {
    this.clients = clients;
    this.ready = ready;
    this.room = room;
    this.thread = new Thread(this::run, "hillock-live-writer");
    thread.setDaemon(true);
    thread.start();
  }

  void add(Source source) {
    sources.add(source);
    wake();
  }

  void remove(Source source) {
    sources.remove(source);
  }

  void wake() {
    sleeper.wake();
  }

  /**
   * One line about a source.
   *
   * @param idle whether it has nothing to send, so that its topic need not be known yet
   */
  String state(String topic, boolean idle) {
    if (!room.isThere()) {
      return room.shortage();
    }
    if (!clients.ready()) {
      return "waits for the broker: " + clients.trouble();
    }
    boolean known = partitions.containsKey(topic) || idle && ready.test(topic);
    return known ? "open" : "waits for the broker";
  }

  /** Whether nothing is between a source and the broker. */
  boolean quiet() {
    return underWay.get() == 0;
  }

  /** Ends without waiting for what the sources still have; close those first. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      if (!clients.reachable()) {
        continue;
      }
      broken = false;
      Producer<byte[], byte[]> producer = clients.live();
      try {
        while (!closing && !broken) {
          if (turn(producer)) {
            sleeper.worked();
          } else {
            sleeper.await(unknown ? UNKNOWN_NANOS : IDLE_NANOS, this::mayWork);
          }
        }
      } finally {
        clients.close(producer, closing ? Duration.ofSeconds(1) : Duration.ZERO);
      }
      partitions.clear();
      if (!closing) {
        sleep();
      }
    }
  }

  /** Sends some records of each source; returns whether there was one. */
  private boolean turn(Producer<byte[], byte[]> producer) {
    unknown = false;
    if (!room.isThere()) {
      return false;
    }
    boolean any = false;
    for (Source source : sources) {
      for (int i = 0; i < AT_ONCE && underWay.get() < UNDER_WAY; i++) {
        String topic = source.topic();
        if (topic == null) {
          break;
        }
        int count = partitions(producer, topic);
        if (count == 0) {
          unknown = true;
          source.postpone();
          break;
        }
        Outgoing record = source.take(encoder);
        if (record != null) {
          send(producer, source, record, count);
        }
        any = true;
      }
    }
    return any;
  }

  private void send(
      Producer<byte[], byte[]> producer, Source source, Outgoing record, int partitionCount) {
    underWay.addAndGet(record.bytes());
    try {
      producer.send(record.to(partitionCount), (metadata, e) -> settled(source, record, e));
    } catch (RuntimeException e) {
      settled(source, record, e);
    }
  }

  private void settled(Source source, Outgoing record, Exception e) {
    underWay.addAndGet(-record.bytes());
    if (e != null) {
      LOG.log(Level.DEBUG, "not sent to " + record.topic() + ": " + e);
      if (fatal(e)) {
        broken = true;
      }
    }
    source.settled(record, e == null);
    wake();
  }

  /** Whether the producer can send nothing any more. */
  private static boolean fatal(Exception e) {
    return !(e instanceof org.apache.kafka.common.errors.RetriableException)
        && !(e instanceof org.apache.kafka.common.errors.ApiException);
  }

  private boolean mayWork() {
    if (closing || broken) {
      return true;
    }
    if (!room.isThere()) {
      return false;
    }
    for (Source source : sources) {
      if (source.topic() != null) {
        return underWay.get() < UNDER_WAY && !unknown;
      }
    }
    return false;
  }

  /** How many partitions a topic has, or 0 as long as that is not known. Does not block. */
  private int partitions(Producer<byte[], byte[]> producer, String topic) {
    Integer known = partitions.get(topic);
    if (known != null) {
      return known;
    }
    if (!ready.test(topic)) {
      return 0;
    }
    try {
      int count = producer.partitionsFor(topic).size();
      if (count > 0) {
        partitions.put(topic, count);
      }
      return count;
    } catch (KafkaException notYet) {
      return 0;
    }
  }

  private void sleep() {
    try {
      Thread.sleep(REOPEN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
