package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hillock.api.activation.Delivery;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveStreamTest {
  private static final long WAIT = 20_000_000_000L;
  private static final long MORE_THAN_THERE_IS = 1L << 55;

  @TempDir Path temp;

  @Test
  void belowTheReserveLosslessWaitsAndLiveDropsAndAboveItAllGoesOn() throws Exception {
    UUID session = UUID.randomUUID();
    try (RealBroker broker = new RealBroker(temp.resolve("broker")).awaitReady();
        KafkaTransport transport =
            new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
        Channel live = transport.open("m", Delivery.LIVE);
        Channel lossless = transport.open("m", Delivery.LOSSLESS)) {
      assertTrue(Frames.offer(lossless, WAIT, Frames.data("m", session, 0, 0, 0)));
      assertTrue(Frames.offer(live, 0, Frames.data("m", session, 0, 0, 0)));
      TestStreams.await(() -> lossless.published() == 1 && live.published() == 1, "both");

      assertTrue(lossless.reserve(512, WAIT));
      broker.reserve(MORE_THAN_THERE_IS);
      TestStreams.await(() -> !lossless.state().equals("open"), "the shortage");
      assertFalse(lossless.reserve(512, 200_000_000));
      Path data = temp.resolve("broker").resolve("data");
      assertTrue(lossless.state().matches(data + ": expected \\d+ MiB free .*, got \\d+ MiB"));
      assertEquals(1, lossless.state().lines().count());
      assertTrue(live.state().startsWith(data + ": expected "), live.state());
      for (int call = 1; call <= 10; call++) {
        assertTrue(Frames.offer(live, 0, Frames.data("m", session, 0, call, 0)));
      }
      assertEquals(10, live.dropped());

      lossless.offer(List.of(Frames.data("m", session, 0, 1, 0)), 512, () -> {});
      TestStreams.await(() -> lossless.published() == 2, "what was admitted before");

      FutureTask<Boolean> waiting =
          new FutureTask<>(() -> Frames.offer(lossless, WAIT, Frames.data("m", session, 0, 2, 0)));
      Thread caller = new Thread(waiting, "caller");
      caller.start();
      broker.reserve(1);
      assertTrue(waiting.get(20, TimeUnit.SECONDS));
      TestStreams.await(() -> lossless.state().equals("open"), "room");
      assertTrue(Frames.offer(live, 0, Frames.data("m", session, 0, 11, 0)));
      TestStreams.await(() -> lossless.published() == 3 && live.published() == 2, "both go on");
      assertEquals(0, lossless.dropped());
      assertEquals(
          LongStream.range(0, 3).boxed().toList(),
          SmallDiskMain.sequences(broker.broker().clientProperties(), "hillock.activations.m"));
      assertEquals(
          List.of(0L, 11L),
          SmallDiskMain.sequences(broker.broker().clientProperties(), "hillock.live.m"));
    }
  }

  @Test
  void aDiskThatIsReallyFullLosesNothing() throws Exception {
    if (!SmallDiskMain.possible()) {
      System.out.println("no file system of its own (unshare -rm): the full disk was not tested");
      return;
    }
    Process process =
        new ProcessBuilder(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=160m tmpfs \"$1\" && exec \"$2\" -Xmx300m -cp \"$3\" "
                    + SmallDiskMain.class.getName()
                    + " \"$1\"",
                "sh",
                temp.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("waited: " + temp), said);
    assertTrue(said.matches("(?s).*broker: ended with status \\d+, .* has \\d MiB free.*"), said);
    assertTrue(said.contains("in the log once: 600 of 600"), said);
  }
}
