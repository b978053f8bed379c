package org.hillock.analysis.rates.internal;

import static org.hillock.analysis.rates.internal.RatesFrames.DENSE;
import static org.hillock.analysis.rates.internal.RatesFrames.SPIKES;
import static org.hillock.analysis.rates.internal.RatesFrames.V1;
import static org.hillock.analysis.rates.internal.RatesFrames.V2;
import static org.hillock.analysis.rates.internal.RatesFrames.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Finding;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RatesAnalyzerTest {
  private final RatesAnalyzer rates = new RatesAnalyzer(RatesFrames.options());
  private Map<String, List<Tensor>> state = rates.initial();

  private void add(Frame frame) {
    state = rates.accept(state, frame);
  }

  private List<Finding> findings() {
    return rates.findings(state);
  }

  private static JsonObject json(Finding finding) {
    return Json.createReader(new StringReader(finding.json())).readObject();
  }

  private static double number(Finding finding, String name) {
    return json(finding).getJsonNumber(name).doubleValue();
  }

  @Test
  void spikesOfThreeUnitsInFourStepsAsComputedByHand() {
    add(
        frame(
            V1, "s", SPIKES, 2_000_000, 0.001, 3, //
            1, 0, 0, //
            1, 0, 1, //
            1, 0, 0, //
            1, 0, 0));
    assertEquals(1, findings().size());
    Finding f = findings().get(0);
    assertEquals("rates/default/m/" + V1 + "/s/2000000", f.key());
    assertEquals(3_000_000, f.windowEnd());
    assertEquals(3, number(f, "units"));
    assertEquals(4, number(f, "steps"));
    assertEquals(5 / 12.0, number(f, "mean"), 1e-15);
    assertEquals(5 / 12.0 - 25 / 144.0, number(f, "variance"), 1e-15);
    assertEquals(1000 * 5 / 12.0, number(f, "rate"), 1e-9);
    assertEquals(7 / 12.0, number(f, "sparsity"), 1e-15);
    assertEquals(1 / 3.0, number(f, "dead"), 1e-15);
    assertEquals(1 / 3.0, number(f, "saturated"), 1e-15);
    assertEquals("rates", json(f).getString("over"));
    assertEquals("[1,1,0,1]", json(f).get("histogram").toString());
  }

  @Test
  void denseValuesAsComputedByHand() {
    add(frame(V1, "v", DENSE, 0, 0, 2, -2, 0, -0.5f, -0f, 1.5f, 0.25f));
    Finding f = findings().get(0);
    assertEquals(-0.75 / 6, number(f, "mean"), 1e-15);
    assertEquals((4 + 0.25 + 2.25 + 0.0625) / 6 - 0.125 * 0.125, number(f, "variance"), 1e-15);
    assertEquals(2 / 6.0, number(f, "sparsity"), 1e-15);
    assertEquals(0, number(f, "dead"));
    assertEquals(0, number(f, "saturated"));
    assertEquals(4 / 6.0, number(f, "rate"), 1e-15);
    assertEquals("[1,1,3,1]", json(f).get("histogram").toString());
  }

  @Test
  void everyStepCountsInTheWindowOfItsOwnTime() {
    add(frame(V1, "s", SPIKES, 999_000, 0.001, 1, 1, 0, 1));
    assertEquals(List.of(0L, 1_000_000L), findings().stream().map(Finding::windowStart).toList());
    assertEquals(1, number(findings().get(0), "steps"));
    assertEquals(2, number(findings().get(1), "steps"));
  }

  @Test
  void aLateFrameUpdatesItsWindowWhileItIsKeptAndIsCountedAfter() {
    add(frame(V1, "s", SPIKES, 10_000_000, 0.001, 1, 1));
    add(frame(V1, "s", SPIKES, 6_000_000, 0.001, 1, 1));
    add(frame(V1, "s", SPIKES, 6_500_000, 0.001, 1, 0));
    assertEquals(2, findings().size());
    assertEquals(0.5, number(findings().get(0), "mean"));
    add(frame(V1, "s", SPIKES, 5_999_999, 0.001, 1, 1));
    assertEquals(2, findings().size());
    assertEquals(1, new Windows(RatesFrames.options()).late(state));
    add(frame(V1, "s", SPIKES, 11_000_000, 0.001, 1, 1));
    assertEquals(
        List.of(10_000_000L, 11_000_000L), findings().stream().map(Finding::windowStart).toList());
  }

  @Test
  void driftComparesVersionsInTheOrderOfTheirAppearance() {
    add(frame(V2, "v", DENSE, 1_000_000, 0.001, 2, -0.5f, 0.5f));
    add(frame(V1, "v", DENSE, 5_000_000, 0.001, 2, 0.5f, 0.5f));
    Finding drift = findings().get(2);
    assertEquals("", drift.version());
    assertEquals(drift.windowStart(), drift.windowEnd());
    JsonObject pair = json(drift).getJsonArray("pairs").getJsonObject(0);
    assertEquals(V2, pair.getString("from"));
    assertEquals(V1, pair.getString("to"));
    assertEquals(0.3112781244591328, pair.getJsonNumber("jensenShannon").doubleValue(), 1e-12);
    assertEquals("[-1.0,0.0,1.0]", json(drift).get("edges").toString());
  }

  @Test
  void notANumberIsCountedAndLeftOut() {
    add(frame(V1, "v", DENSE, 0, 0.001, 2, Float.NaN, 0.5f, Float.POSITIVE_INFINITY, 0.5f));
    Finding f = findings().get(0);
    assertEquals(0.5, number(f, "mean"));
    assertEquals(2, number(f, "nonFinite"));
    assertEquals(0.5, number(f, "dead"));
  }

  @Test
  void framesOfAnotherFormAndMarkersChangeNothing() {
    add(frame(V1, "v", DENSE, 0, 0.001, 2, 0.5f, 0.5f));
    String before = findings().toString();
    add(frame(V1, "v", DENSE, 0, 0.001, 3, 1, 1, 1));
    add(frame(V1, "v", SPIKES, 0, 0.001, 2, 1, 1));
    add(frame(V1, "v", DENSE, 0, 0.001, 2));
    assertEquals(before, findings().toString());
    assertTrue(before.contains("0.5"));
  }
}
