package org.hillock.stream.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.Transport;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;

/** Carries frames and findings over Kafka. */
final class KafkaTransport implements Transport, AutoCloseable {
  private static final Duration POSITION_LIMIT = Duration.ofSeconds(5);
  private static final long DOCUMENTS_MS = 2_000;
  private static final long CLOSE_NANOS = 5_000_000_000L;

  private final Broker broker;
  private final StreamSettings settings;
  private final TopicNames names;
  private final Room room = new Room();
  private final Broker.Subscription shortages;
  private final ClusterWatch watch;
  private final KafkaClients clients;
  private final TopicAdmin admin;
  private final TopicKeeper keeper;
  private final LiveWriter live;
  private final DocumentQueue documents;
  private final UnwrittenFiles files;
  private final String life;
  private final DurableSessions sessions = new DurableSessions();
  private final DurableLog durable;
  private final PositionSweep sweep;
  private volatile boolean closed;
  private final Set<Part> parts = ConcurrentHashMap.newKeySet();

  /** Guarded by this; made when the first lossless channel opens, or at once to write files. */
  private LosslessWriter[] writers = {};

  /** Guarded by this; of ids that are not used any more, for what was left under them. */
  private final List<LosslessWriter> formerWriters = new ArrayList<>();

  KafkaTransport(Broker broker, StreamSettings settings) {
    this(broker, settings, UUID.randomUUID().toString());
  }

  /** As the one before, for a run of the platform that can be told from others. */
  KafkaTransport(Broker broker, StreamSettings settings, String life) {
    this(broker, settings, life, null);
  }

  /**
   * @param life what tells this run of the platform from earlier ones
   * @param unwritten folder for what cannot be written before the end, or null to keep nothing
   */
  KafkaTransport(Broker broker, StreamSettings settings, String life, Path unwritten) {
    boolean embedded = broker.status().embedded();
    this.broker = broker;
    this.settings = settings;
    this.life = life;
    this.names = new TopicNames(settings.prefix());
    this.clients = new KafkaClients(broker, settings.node());
    this.admin =
        new TopicAdmin(clients, settings.prefix(1), new TopicPlan(names, settings, embedded));
    this.keeper = new TopicKeeper(admin, embedded);
    this.shortages = broker.onChange(status -> room.shortage(status.shortage()));
    this.watch = embedded ? null : new ClusterWatch(broker, clients);
    this.live = new LiveWriter(clients, keeper::ready, room);
    this.documents = new DocumentQueue(live);
    live.add(documents);
    this.files = new UnwrittenFiles(unwritten);
    keeper.want(names.shared());
    keeper.run(new GenerationNotice(settings, admin, keeper, documents));
    PositionLog log = new PositionLog(clients, () -> closed);
    this.durable = new DurableLog(log, names, settings.node(), sessions, this::writers);
    this.sweep = new PositionSweep(this, log, durable, sessions, settings.node(), life);
    sweep.start();
    if (writersLeft()) {
      writers();
    }
  }

  @Override
  public int maxFrameBytes() {
    return StreamSettings.MAX_FRAME;
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    String topic = names.frames(model, delivery);
    require(model, delivery);
    if (delivery == Delivery.LIVE) {
      LiveChannel channel = new LiveChannel(topic, live, room, settings.liveBytes());
      live.add(channel);
      keep(channel);
      return channel;
    }
    LosslessChannel channel =
        new LosslessChannel(topic, writers(), room, sessions, settings.losslessBytes());
    keep(channel);
    return channel;
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    require(model, Delivery.LIVE);
    TopicReader reader =
        new TopicReader(
            clients, names.frames(model, delivery), delivery == Delivery.LOSSLESS, listener);
    keep(reader);
    if (broker.status().state() == BrokerState.READY) {
      reader.awaitPosition(POSITION_LIMIT);
    }
    return reader;
  }

  @Override
  public Optional<HostedAnalysis.Hosting> host(HostedAnalysis analysis) {
    AnalysisHosting hosting =
        new AnalysisHosting(clients, keeper, names, settings.node(), analysis);
    keep(hosting);
    return Optional.of(hosting);
  }

  @Override
  public void publish(Finding finding) {
    String topic = names.findings(finding.analysis());
    keeper.want(List.of(topic));
    documents.put(topic, finding.key(), AnalysisFindingJson.of(finding));
  }

  @Override
  public Optional<StreamPositions> positions() {
    return Optional.of(durable);
  }

  TopicNames names() {
    return names;
  }

  /** Whether an earlier writer left something that is not in the log yet. */
  boolean writersLeft() {
    return !files.ids().isEmpty();
  }

  TopicAdmin admin() {
    return admin;
  }

  TopicKeeper keeper() {
    return keeper;
  }

  DocumentQueue documents() {
    return documents;
  }

  /** Closes readers, then channels, within 5 s, then what they wrote with. */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSE_NANOS;
    closed = true;
    sweep.close();
    parts.stream().filter(AnalysisHosting.class::isInstance).forEach(part -> part.close(end));
    parts.stream().filter(TopicReader.class::isInstance).forEach(part -> part.close(end));
    parts.forEach(part -> part.close(end));
    parts.clear();
    closeWriters(end);
    awaitDocuments();
    live.close();
    keeper.close();
    shortages.close();
    if (watch != null) {
      watch.close();
    }
  }

  private synchronized LosslessWriter[] writers() {
    if (writers.length == 0) {
      Claims claims = new Claims(clients, names, settings.node());
      List<String> left = new ArrayList<>(files.ids());
      writers = new LosslessWriter[settings.writers()];
      for (int i = 0; i < writers.length; i++) {
        String id = settings.prefix() + settings.node() + ".writer-" + i;
        writers[i] = writer(claims, id);
        left.remove(id);
      }
      for (String id : left) {
        LosslessWriter former = writer(claims, id);
        former.finish();
        formerWriters.add(former);
      }
    }
    return writers;
  }

  private LosslessWriter writer(Claims claims, String id) {
    Positions positions = new Positions(names, settings.node(), life);
    LosslessWriter writer =
        new LosslessWriter(settings, clients, claims, positions, keeper::ready, files, id);
    keeper.want(writer.topicsOfEarlier());
    return writer;
  }

  private synchronized void closeWriters(long end) {
    List<LosslessWriter> all = new ArrayList<>(formerWriters);
    all.addAll(List.of(writers));
    all.forEach(LosslessWriter::finish);
    all.forEach(writer -> writer.close(end));
  }

  private void awaitDocuments() {
    long end = System.nanoTime() + DOCUMENTS_MS * 1_000_000;
    boolean reachable = broker.status().state() == BrokerState.READY;
    try {
      while (reachable && System.nanoTime() < end && !(documents.isEmpty() && live.quiet())) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void require(String model, Delivery delivery) {
    List<String> topics = new ArrayList<>(names.ofModel(model));
    if (delivery == Delivery.LOSSLESS) {
      topics.addAll(names.shared());
    }
    keeper.require(topics, model);
  }

  private void keep(Part part) {
    parts.removeIf(Part::closed);
    parts.add(part);
  }
}
