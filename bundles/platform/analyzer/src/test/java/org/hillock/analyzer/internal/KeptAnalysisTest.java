package org.hillock.analyzer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.StoppedException;
import org.hillock.api.spi.HostedAnalysis.Stored;
import org.hillock.api.spi.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptAnalysisTest {
  private final List<String> log = new ArrayList<>();
  private final FakeActivations activations = new FakeActivations();
  private final Host host = new Host(activations, finding -> {}, 5);
  private HostedAnalysis hosted;

  @AfterEach
  void close() {
    host.close();
  }

  private void add(long id, Analyzer<?> analyzer) {
    Map<String, Object> properties =
        Map.of(Analyzer.NAME, "count", Analyzer.MODEL, "m", Analyzer.DELIVERY, "lossless");
    host.add(new Host.Candidate(id, id, AnalysisSettings.of(properties), analyzer));
  }

  /** A transport that keeps frames, or one that does not. */
  private Transport transport(String name, boolean keeps) {
    return new Transport() {
      @Override
      public Optional<HostedAnalysis.Hosting> host(HostedAnalysis analysis) {
        if (!keeps) {
          return Optional.empty();
        }
        hosted = analysis;
        log.add("+" + name);
        return Optional.of(
            new HostedAnalysis.Hosting() {
              @Override
              public String describe() {
                return "with " + name;
              }

              @Override
              public void close() {
                log.add("-" + name);
              }
            });
      }

      @Override
      public int maxFrameBytes() {
        return 1 << 20;
      }

      @Override
      public Channel open(String model, Delivery delivery) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void publish(Finding finding) {}
    };
  }

  private String line() {
    return host.analyses().get(0);
  }

  @Test
  void itIsWithTheTransportThatKeepsAndWaitsForOneWhenThatGoes() {
    host.transport(transport("memory", false));
    add(1, new Counting(1));
    assertEquals(List.of("m * 1 LOSSLESS"), activations.open());
    host.transport(transport("kafka", true));
    assertEquals(List.of(), activations.open());
    assertEquals(List.of("analysis-count-default-0"), activations.tapsOpen);
    assertTrue(line().endsWith("with kafka"), line());
    host.transport(transport("memory", false));
    assertTrue(line().endsWith("waits for a transport that keeps frames"), line());
    assertEquals(List.of(), activations.open());
    host.transport(transport("kafka-2", true));
    assertEquals(List.of("+kafka", "-kafka", "+kafka-2"), log);
    host.remove(1);
    assertEquals(List.of("+kafka", "-kafka", "+kafka-2", "-kafka-2"), log);
    assertEquals(List.of(), activations.tapsOpen);
  }

  @Test
  void aNewerAnalyzerIsHostedWhenTheOlderHasEnded() {
    host.transport(transport("kafka", true));
    add(1, new Counting(1));
    HostedAnalysis first = hosted;
    add(2, new Counting(10));
    assertEquals(List.of("+kafka", "-kafka", "+kafka"), log);
    assertTrue(hosted != first);
  }

  @Test
  void oneThatStoppedSaysWhyAndClosesItsTap() {
    host.transport(transport("kafka", true));
    add(1, new Counting(1));
    hosted.stopped("for a reason");
    assertTrue(line().endsWith("stopped: for a reason"), line());
    while (!activations.tapsOpen.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void foldsGiveTheEntriesThatChangedAndMergeWithOthers() {
    host.transport(transport("kafka", true));
    add(1, new Counting(1));
    FrameView a = FakeActivations.frame("a");
    FrameView b = FakeActivations.frame("b");
    hosted.assign(0, Stored.NONE);
    hosted.accept(0, a);
    Map<String, byte[]> first = hosted.changes(0);
    assertEquals(1, first.size());
    assertTrue(hosted.changes(0).isEmpty());
    hosted.accept(0, b);
    Map<String, byte[]> second = hosted.changes(0);
    assertEquals(1, second.size());
    assertTrue(!first.keySet().equals(second.keySet()));
    Stored other = new Stored("1", first);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          List.of("2", "1"),
          hosted.findings(Map.of(7, other)).stream().map(Finding::json).toList(),
          "merging leaves the states as they are");
    }
    hosted.revoke(0);
    hosted.assign(0, new Stored("1", Map.of()));
    hosted.accept(0, a);
    assertEquals(first.keySet(), hosted.changes(0).keySet());
  }

  @Test
  void statesOfAnotherFormAreNotMergedAndNotTaken() {
    host.transport(transport("kafka", true));
    add(1, new Counting(1));
    Stored other = new Stored("2", Map.of());
    hosted.assign(0, Stored.NONE);
    assertNull(hosted.findings(Map.of(1, other)));
    assertThrows(StoppedException.class, () -> hosted.assign(1, other));
  }

  @Test
  void anAnalyzerThatThrowsStopsWithTextOnly() {
    host.transport(transport("kafka", true));
    add(
        1,
        new Counting(1) {
          @Override
          public Map<String, Integer> accept(Map<String, Integer> state, FrameView frame) {
            throw new UnsupportedOperationException("on purpose");
          }
        });
    hosted.assign(0, Stored.NONE);
    StoppedException e =
        assertThrows(StoppedException.class, () -> hosted.accept(0, FakeActivations.frame("a")));
    assertTrue(e.getMessage().contains("on purpose"), e.getMessage());
    assertNull(e.getCause());
  }
}
