package org.hillock.stream.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hillock.api.activation.Delivery;
import org.hillock.api.spi.Channel;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;

/** Fills the small disk that its folder is on, first below the reserve and then altogether. */
public final class SmallDiskMain {
  private static final long WAIT = 20_000_000_000L;
  private static final int CALLS = 200;
  private static final long RESERVE = 24L << 20;

  private SmallDiskMain() {}

  /** Whether a process may have a file system of its own here. */
  static boolean possible() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Path filler = folder.resolve("filler");
    UUID session = UUID.randomUUID();
    try (RealBroker broker = new RealBroker(folder.resolve("broker")).awaitReady();
        KafkaTransport transport =
            new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
        Channel channel = transport.open("m", Delivery.LOSSLESS)) {
      broker.reserve(RESERVE);
      calls(channel, session, 0);

      fill(filler, RESERVE / 2);
      TestStreams.await(() -> !channel.state().equals("open"), "the shortage");
      if (channel.reserve(512, 100_000_000)) {
        throw new IllegalStateException("expected no room on " + channel.state());
      }
      System.out.println("waited: " + channel.state());
      Files.delete(filler);
      calls(channel, session, 1);

      broker.reserve(0);
      fill(filler, 0);
      for (int call = 2 * CALLS; call < 3 * CALLS; call++) {
        Frames.offer(channel, WAIT, Frames.data("m", session, 0, call, 0));
      }
      TestStreams.await(
          () -> broker.broker().status().state() == BrokerState.DOWN, "the end of the broker");
      BrokerStatus down = broker.broker().status();
      System.out.println("broker: " + down.detail());
      Files.delete(filler);
      TestStreams.await(() -> channel.published() == 3 * CALLS, "what was offered");
      broker.awaitReady();
      List<Long> found = sequences(broker.broker().clientProperties(), "hillock.activations.m");
      if (!found.equals(LongStream.range(0, 3 * CALLS).boxed().toList())) {
        throw new IllegalStateException("expected each once, got " + found);
      }
      System.out.println("in the log once: " + found.size() + " of " + 3 * CALLS);
    }
  }

  private static void calls(Channel channel, UUID session, int round) throws InterruptedException {
    for (int call = round * CALLS; call < (round + 1) * CALLS; call++) {
      Frames.offer(channel, WAIT, Frames.data("m", session, 0, call, 0));
    }
    TestStreams.await(() -> channel.published() == (round + 1L) * CALLS, "round " + round);
  }

  /** Writes a file until only so many bytes are free. */
  private static void fill(Path file, long left) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (Files.getFileStore(file).getUsableSpace() > left) {
        out.write(block);
      }
    } catch (IOException full) {
      System.out.println("filled: " + full.getMessage());
    }
  }

  static List<Long> sequences(Map<String, Object> client, String topic) {
    return TestStreams.readAll(client, topic).stream()
        .map(
            record -> {
              try {
                return FrameDecoder.decode(record.value()).sequence();
              } catch (org.hillock.frame.FrameFormatException e) {
                throw new IllegalStateException(e);
              }
            })
        .sorted()
        .toList();
  }
}
