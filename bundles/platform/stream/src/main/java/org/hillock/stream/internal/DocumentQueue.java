package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.frame.FrameEncoder;

/**
 * Small JSON documents on their way. Of those with an equal topic and key the last one wins, also
 * while it waits; notices, which have none, keep their order. What could not be sent is sent again.
 */
final class DocumentQueue implements Source {
  private static final int LIMIT = 20_000;

  private final LiveWriter writer;

  /** Guarded by this. */
  private final Map<Address, Outgoing> documents = new LinkedHashMap<>();

  /** Guarded by this. */
  private final ArrayDeque<Outgoing> notices = new ArrayDeque<>();

  /** Guarded by this. */
  private long dropped;

  /** Chosen by the last {@link #topic}; for the writer's thread. */
  private boolean notice;

  private record Address(String topic, String key) {
    static Address of(Outgoing record) {
      return new Address(record.topic(), new String(record.key(), StandardCharsets.UTF_8));
    }
  }

  DocumentQueue(LiveWriter writer) {
    this.writer = writer;
  }

  /** Queues a document that replaces the earlier ones of its key. */
  void put(String topic, String key, String json) {
    Outgoing record = record(topic, key, json);
    synchronized (this) {
      documents.put(Address.of(record), record);
      if (documents.size() > LIMIT) {
        Iterator<Outgoing> oldest = documents.values().iterator();
        oldest.next();
        oldest.remove();
        dropped++;
      }
    }
    writer.wake();
  }

  /** Queues a document that stands for itself; its key is its own. */
  void append(String topic, String key, String json) {
    synchronized (this) {
      notices.add(record(topic, key, json));
      if (notices.size() > LIMIT) {
        notices.poll();
        dropped++;
      }
    }
    writer.wake();
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized boolean isEmpty() {
    return documents.isEmpty() && notices.isEmpty();
  }

  @Override
  public synchronized String topic() {
    // Taking turns, so that a topic that is not there yet holds up one kind only.
    notice = !notice;
    if (notice ? notices.isEmpty() : documents.isEmpty()) {
      notice = !notice;
    }
    if (notice) {
      return notices.isEmpty() ? null : notices.peek().topic();
    }
    return documents.isEmpty() ? null : documents.values().iterator().next().topic();
  }

  @Override
  public synchronized Outgoing take(FrameEncoder encoder) {
    if (notice) {
      return notices.poll();
    }
    Iterator<Outgoing> oldest = documents.values().iterator();
    if (!oldest.hasNext()) {
      return null;
    }
    Outgoing record = oldest.next();
    oldest.remove();
    return record;
  }

  @Override
  public synchronized void postpone() {
    // Notices have one topic and keep their order.
    if (!notice) {
      Iterator<Map.Entry<Address, Outgoing>> oldest = documents.entrySet().iterator();
      Map.Entry<Address, Outgoing> first = Map.Entry.copyOf(oldest.next());
      oldest.remove();
      documents.put(first.getKey(), first.getValue());
    }
  }

  @Override
  public void settled(Outgoing record, boolean sent) {
    if (!sent) {
      synchronized (this) {
        documents.putIfAbsent(Address.of(record), record);
      }
    }
  }

  private static Outgoing record(String topic, String key, String json) {
    return new Outgoing(
        topic, 0, key.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
  }
}
