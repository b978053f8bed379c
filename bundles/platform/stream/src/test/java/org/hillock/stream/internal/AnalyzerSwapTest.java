package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.hillock.analyzer.internal.TestFolds;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.Hosting;
import org.junit.jupiter.api.Test;

class AnalyzerSwapTest extends AnalysisBench {
  @Test
  void anAnalyzerThatThrowsStopsAndItsRepairGoesOnFromThere() throws Exception {
    write(0, 100);
    UUID bad = frames.get(150).session();
    long sequence = frames.get(150).sequence();
    HostedAnalysis broken =
        tally(
            new Tally("default", "1") {
              @Override
              public Map<String, Long> accept(Map<String, Long> state, FrameView frame) {
                Map<String, Long> next = super.accept(state, frame);
                if (frame.session().equals(bad) && frame.sequence() == sequence) {
                  throw new IllegalStateException("on purpose");
                }
                return next;
              }
            },
            "default");
    transport("a").host(broken).orElseThrow();
    awaitFound("default", expected("default", frames.subList(0, 100)));
    write(100, 300);
    awaitStopped(broken);
    assertTrue(TestFolds.stopped(broken).contains("on purpose"), TestFolds.stopped(broken));
    HostedAnalysis repaired = tally();
    transports.get(1).host(repaired).orElseThrow();
    awaitFound("default", expected("default", frames));
    assertTrue(TestFolds.frames(repaired) <= 200, "from its last commit on");
  }

  @Test
  void anotherFormGoesOnWithTheMigratedStateOrIsRefused() throws Exception {
    write(0, 100);
    try (Hosting ignored = transport("a").host(tally()).orElseThrow()) {
      awaitFound("default", expected("default", frames.subList(0, 100)));
    }
    HostedAnalysis refused = tally(new Tally("default", "2"), "default");
    Hosting hosting = transports.get(1).host(refused).orElseThrow();
    awaitStopped(refused);
    hosting.close();
    assertTrue(
        TestFolds.stopped(refused).contains("form '2', got one of form '1'"),
        TestFolds.stopped(refused));
    HostedAnalysis anew = tally(new Tally("other", "2"), "other");
    try (Hosting ignored = transports.get(1).host(anew).orElseThrow()) {
      awaitFound("other", expected("other", frames.subList(0, 100)));
    }
    HostedAnalysis migrated =
        tally(
            new Tally("default", "2") {
              @Override
              @SuppressWarnings("unchecked")
              public Map<String, Long> migrate(String form, Object state) {
                return (Map<String, Long>) state;
              }
            },
            "default");
    try (Hosting ignored = transports.get(1).host(migrated).orElseThrow()) {
      write(100, 300);
      awaitFound("default", expected("default", frames));
    }
    assertEquals(200, TestFolds.frames(migrated));
    HostedAnalysis back = tally();
    transports.get(1).host(back).orElseThrow();
    awaitStopped(back);
  }
}
