package org.hillock.analyzer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostTest {
  private final BlockingQueue<Finding> published = new LinkedBlockingQueue<>();
  private final FakeActivations activations = new FakeActivations();
  private final Host host = new Host(activations, published::add, 5);
  private long id;

  @AfterEach
  void close() {
    host.close();
  }

  private long add(Analyzer<?> analyzer, Map<String, ?> more) {
    Map<String, Object> properties = new java.util.HashMap<>(more);
    properties.putIfAbsent(Analyzer.NAME, "count");
    properties.putIfAbsent(Analyzer.MODEL, "m");
    id++;
    host.add(new Host.Candidate(id, id, AnalysisSettings.of(properties), analyzer));
    return id;
  }

  private String next() throws InterruptedException {
    Finding finding = published.poll(20, TimeUnit.SECONDS);
    return finding == null ? "nothing" : finding.site() + finding.json();
  }

  @Test
  void newFindingsArePublishedAndKeptAndEqualOnesAreNot() throws Exception {
    add(new Counting(1), Map.of());
    activations.show("a");
    assertEquals("a1", next());
    activations.show("b");
    assertEquals("b1", next());
    activations.show("a");
    assertEquals("a2", next());
    assertTrue(published.isEmpty());
    assertEquals(List.of("2", "1"), host.latest("count", 9).stream().map(Finding::json).toList());
    assertEquals(List.of("1"), host.latest("count", 1).stream().map(Finding::json).toList());
    assertEquals(
        List.of("count/default: model m, sites *, every 1, live: 3 frames, 2 findings"),
        host.analyses());
  }

  @Test
  void itSubscribesAsTheServicePropertiesSay() {
    add(
        new Counting(1),
        Map.of(
            Analyzer.SITES,
            new String[] {"x", "y"},
            Analyzer.EVERY,
            3,
            Analyzer.DELIVERY,
            "lossless"));
    assertEquals(List.of("m x 3 LOSSLESS", "m y 3 LOSSLESS"), activations.open());
    host.remove(id);
    assertEquals(List.of(), activations.open());
    assertEquals(List.of(), host.analyses());
  }

  @Test
  void anAnalyzerThatThrowsIsStoppedAndSaysWhyWhileOthersGoOn() throws Exception {
    add(
        new Counting(1) {
          @Override
          public Map<String, Integer> accept(
              Map<String, Integer> state, org.hillock.api.activation.FrameView frame) {
            throw new UnsupportedOperationException("on purpose");
          }
        },
        Map.of(Analyzer.NAME, "bad"));
    add(new Counting(1), Map.of());
    activations.show("a");
    assertEquals("a1", next());
    String line = host.analyses().get(0);
    assertTrue(line.startsWith("bad/default: model m"), line);
    assertTrue(line.contains("stopped: expected a frame of site a to be taken"), line);
    assertTrue(line.contains("on purpose"), line);
    while (activations.open().size() > 1) {
      Thread.onSpinWait();
    }
    activations.show("a");
    assertEquals("a2", next());
  }

  @Test
  void aNewerAnalyzerStartsWhenTheOlderHasStoppedAndGoesOnWithItsState() throws Exception {
    long first = add(new Counting(1), Map.of());
    activations.show("a");
    assertEquals("a1", next());
    long second = add(new Counting(10), Map.of());
    assertEquals(List.of("m * 1 LIVE"), activations.open());
    assertEquals(List.of("+m * 1 LIVE", "-m * 1 LIVE", "+m * 1 LIVE"), activations.history);
    activations.show("a");
    assertEquals("a11", next());
    host.remove(second);
    activations.show("a");
    assertEquals("a12", next());
    host.remove(first);
    add(new Counting(100), Map.of());
    activations.show("a");
    assertEquals("a112", next());
  }

  @Test
  void anotherFormMigratesTheState() throws Exception {
    add(new Counting(1), Map.of());
    activations.show("a");
    assertEquals("a1", next());
    add(
        new Counting(1) {
          @Override
          public String form() {
            return "tenfold";
          }

          @Override
          public Map<String, Integer> migrate(String form, Object state) {
            assertEquals("1", form);
            Map<String, Integer> migrated = initial();
            ((Map<?, ?>) state).forEach((k, v) -> migrated.put((String) k, (Integer) v * 10));
            return migrated;
          }
        },
        Map.of());
    assertEquals("a10", next());
    activations.show("a");
    assertEquals("a11", next());
  }

  @Test
  void anotherFormWithoutAMigrationIsRefusedAndTheStateIsKept() throws Exception {
    add(new Counting(1), Map.of());
    activations.show("a");
    assertEquals("a1", next());
    long second =
        add(
            new Counting(1) {
              @Override
              public String form() {
                return "2";
              }
            },
            Map.of());
    String line = host.analyses().get(0);
    assertTrue(line.contains("stopped: expected a state of form '2', got one of form '1'"), line);
    assertTrue(line.contains("it is kept"), line);
    activations.show("a");
    host.remove(second);
    activations.show("a");
    assertEquals("a2", next());
  }

  @Test
  void aStopPublishesWhatWasNotYetPublished() throws Exception {
    try (Host slow = new Host(activations, published::add, 3_600_000)) {
      Map<String, Object> p = Map.of(Analyzer.NAME, "count", Analyzer.MODEL, "m");
      slow.add(new Host.Candidate(7L, 7, AnalysisSettings.of(p), new Counting(1)));
      activations.show("a");
      slow.remove(7);
      assertEquals("a1", next());
    }
  }

  @Test
  void followersSeeNewFindingsUntilTheyClose() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    add(new Counting(1), Map.of());
    AutoCloseable bad =
        host.follow(
            "*",
            f -> {
              throw new IllegalStateException("on purpose");
            });
    AutoCloseable follow = host.follow("count", f -> seen.add(f.json()));
    activations.show("a");
    assertEquals("a1", next());
    assertEquals(List.of("1"), seen);
    follow.close();
    bad.close();
    activations.show("a");
    assertEquals("a2", next());
    assertEquals(List.of("1"), seen);
  }
}
