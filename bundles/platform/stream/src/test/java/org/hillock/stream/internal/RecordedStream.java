package org.hillock.stream.internal;

import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.spi.Channel;

/** Writes recorded frames as a platform does, on a broker of others, and reads their findings. */
public final class RecordedStream implements AutoCloseable {
  private final Map<String, Object> client;
  private final KafkaTransport transport;
  private final Channel channel;

  /**
   * Opens the lossless stream of a model, whose topics are there.
   *
   * @param client settings of a Kafka client
   * @param partitions of the topics
   */
  public RecordedStream(Map<String, Object> client, String model, int partitions) {
    this.client = client;
    this.transport =
        new KafkaTransport(
            TestStreams.outside(client),
            new StreamSettings(
                "hillock.", "recorded", partitions, 1, 20_000_000, 4 << 20, 8 << 20, 1 << 20));
    this.channel = transport.open(model, Delivery.LOSSLESS);
  }

  /** Writes frames and waits until they are committed. */
  public void write(List<Frame> frames) throws InterruptedException {
    AnalysisFrames.write(channel, frames);
  }

  /** The last committed finding of each key. */
  public Map<String, String> findings(String analysis, String configuration) {
    return SameFindings.onTopic(client, "hillock.findings." + analysis, configuration);
  }

  @Override
  public void close() {
    channel.close();
    transport.close();
  }
}
