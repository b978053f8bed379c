package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;

/**
 * Follows all partitions of one topic from its present end, on a thread of its own, and goes on
 * where it stood when the broker was away.
 */
final class TopicReader implements Subscription, Part {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long PAUSE_MS = 100;
  private static final long PROMPT_MS = 1_000;
  private static final long CLOSE_MS = 10_000;

  private final KafkaClients clients;
  private final String topic;
  private final boolean committedOnly;
  private final FrameListener listener;
  private final EpochFilter epochs = new EpochFilter();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final CountDownLatch positioned = new CountDownLatch(1);
  private final long since = System.currentTimeMillis();
  private final Thread thread;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean closing;

  TopicReader(KafkaClients clients, String topic, boolean committedOnly, FrameListener listener) {
    this.clients = clients;
    this.topic = topic;
    this.committedOnly = committedOnly;
    this.listener = listener;
    this.thread = new Thread(this::run, "hillock-reader-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until it stands at the end of the topic; false when it does not in time. */
  boolean awaitPosition(Duration limit) {
    try {
      return positioned.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public long received() {
    return received.get();
  }

  @Override
  public long rejected() {
    return rejected.get();
  }

  @Override
  public boolean closed() {
    return closing;
  }

  @Override
  public void close(long end) {
    close();
  }

  @Override
  public void close() {
    closing = true;
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      if (!clients.reachable()) {
        continue;
      }
      Consumer<byte[], byte[]> opened = clients.consumer("reader-" + topic, committedOnly);
      consumer = opened;
      try {
        follow(opened);
      } catch (WakeupException | InterruptException e) {
        LOG.log(Level.DEBUG, "the reader of " + topic + " ends");
      } catch (KafkaException e) {
        LOG.log(Level.WARNING, "the reader of " + topic + " starts again: " + e);
        pause();
      } finally {
        consumer = null;
        clients.close(opened);
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions = partitions(opened);
    if (closing) {
      return;
    }
    opened.assign(partitions);
    if (next.isEmpty()) {
      next.putAll(start(opened, partitions));
    }
    next.forEach(opened::seek);
    positioned.countDown();
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> record : opened.poll(POLL)) {
        if (closing) {
          return;
        }
        show(record);
        next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
      }
    }
  }

  /**
   * The ends; or, where finding the topic took so long that frames may have come since, the first
   * records after this reader was asked for.
   */
  private Map<TopicPartition, Long> start(
      Consumer<byte[], byte[]> opened, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>(opened.endOffsets(partitions));
    if (System.currentTimeMillis() - since > PROMPT_MS) {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since));
      opened
          .offsetsForTimes(times)
          .forEach(
              (partition, found) -> {
                if (found != null) {
                  offsets.put(partition, found.offset());
                }
              });
    }
    return offsets;
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> opened) {
    while (!closing) {
      try {
        var infos = opened.partitionsFor(topic, LOOK);
        if (infos != null && !infos.isEmpty()) {
          return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
        }
      } catch (WakeupException e) {
        throw e;
      } catch (KafkaException notYet) {
        LOG.log(Level.DEBUG, "the reader of " + topic + " waits: " + notYet);
      }
      pause();
    }
    return List.of();
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    Frame frame;
    try {
      frame = FrameDecoder.decode(record.value());
    } catch (FrameFormatException e) {
      if (rejected.incrementAndGet() == 1) {
        LOG.log(
            Level.WARNING,
            topic
                + ", partition "
                + record.partition()
                + ", offset "
                + record.offset()
                + ": "
                + e.getMessage());
      }
      return;
    }
    if (!epochs.accepts(frame)) {
      return;
    }
    received.incrementAndGet();
    try {
      listener.frame(frame);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener of " + topic + " threw " + e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
