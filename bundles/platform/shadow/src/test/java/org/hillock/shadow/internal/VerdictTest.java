package org.hillock.shadow.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hillock.api.analysis.Finding;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.hillock.shadow.SiteDrift;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final VersionId TWO = new VersionId("m", "b", "2.0.0", "0".repeat(64));
  private static final List<String> SITES = List.of("first", "second");

  private final Drifts drifts = new Drifts("mine", Set.of("v1", "v2"));

  private void drift(String site, double bits) {
    drifts.accept(
        finding(
            "mine", "", site, "{\"pairs\":[" + pair("v2", "v1", bits) + "],\"over\":\"rates\"}"));
  }

  private static String pair(String from, String to, double bits) {
    return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"jensenShannon\":" + bits + "}";
  }

  private void frames(String version, String site) {
    drifts.accept(finding("mine", version, site, "{}"));
  }

  private static Finding finding(String configuration, String version, String site, String json) {
    return new Finding(
        "rates", configuration, "m", version, site, 0, version.isEmpty() ? 0 : 1, json);
  }

  private static ShadowNumbers numbers(long compared, long dropped, double largest) {
    return new ShadowNumbers(
        compared, compared, dropped, 0, 0, largest, 0, Duration.ZERO, Duration.ZERO);
  }

  private Verdict verdict(Bounds bounds, List<String> judged, ShadowNumbers numbers) {
    ShadowSwapRequest request =
        new ShadowSwapRequest(TWO, Duration.ofSeconds(1), 0, bounds, judged, Unmigratable.REFUSE);
    return new Verdict(request, SITES, SITES, drifts, numbers);
  }

  @Test
  void aDriftAtTheBoundPassesAndOneBeyondIsNamed() {
    drift("first", 0.05);
    drift("second", 0.04);
    assertEquals(List.of(), verdict(Bounds.drift(0.05), List.of(), numbers(30, 0, 9)).refusals());
    drift("second", 0.0512345);
    assertEquals(
        List.of("site second: drift 0.05123 bit, bound 0.05 bit"),
        verdict(Bounds.drift(0.05), List.of(), numbers(30, 0, 9)).refusals());
  }

  @Test
  void aValueBeyondABoundNeverLooksLikeTheBound() {
    drift("first", 0.0500001);
    assertEquals(
        List.of("site first: drift 0.0500001 bit, bound 0.05 bit"),
        verdict(Bounds.drift(0.05), List.of("first"), numbers(30, 0, 0)).refusals());
  }

  @Test
  void aBoundOfOneBitPassesWhateverRoundingMakesOfIt() {
    drift("first", 1.0000000000000002);
    drift("second", 1);
    assertEquals(List.of(), verdict(Bounds.drift(1), List.of(), numbers(30, 0, 0)).refusals());
  }

  @Test
  void outputsTooFewAndDroppedCallsAreNamedWithTheirBounds() {
    drift("first", 0);
    drift("second", 0);
    Bounds bounds = new Bounds(0.1, 0.5, 100, 0.2);
    assertEquals(
        List.of(
            "calls: expected 100 or more compared, got 60",
            "calls: expected a share of at most 0.2 dropped, got 40 of 100",
            "outputs: largest difference 0.75, bound 0.5"),
        verdict(bounds, List.of(), numbers(60, 40, 0.75)).refusals());
    assertEquals(List.of(), verdict(bounds, List.of(), numbers(160, 40, 0.5)).refusals());
    assertEquals(
        1, verdict(bounds, List.of(), numbers(160, 0, Double.POSITIVE_INFINITY)).refusals().size());
  }

  @Test
  void aSiteThatOneVersionShowsOnlyIsRefused() {
    drift("first", 0);
    frames("v1", "second");
    List<String> refusals = verdict(Bounds.drift(1), List.of(), numbers(30, 0, 0)).refusals();
    assertEquals(1, refusals.size());
    assertTrue(refusals.get(0).startsWith("site second: frames of v1 only"), refusals.get(0));
  }

  @Test
  void aSiteOnWhichNeitherSaidAnythingIsShownAndDoesNotDecide() {
    drift("first", 0);
    Verdict verdict = verdict(Bounds.drift(1), List.of(), numbers(30, 0, 0));
    assertEquals(List.of(), verdict.refusals());
    assertEquals("no frames", verdict.drifts().get(1).over());
    assertFalse(verdict.drifts().get(1).compared());
    assertEquals(
        1, verdict(Bounds.drift(1), List.of("second"), numbers(30, 0, 0)).refusals().size() - 1);
  }

  @Test
  void nothingComparedAnywhereIsRefused() {
    assertEquals(
        List.of("sites: expected one or more with frames of both versions, got none"),
        verdict(Bounds.drift(1), List.of(), numbers(30, 0, 0)).refusals());
  }

  @Test
  void findingsOfOtherConfigurationsAndPairsAreNotRead() {
    drifts.accept(
        finding("other", "", "first", "{\"pairs\":[" + pair("v1", "v2", 0) + "],\"over\":\"x\"}"));
    drifts.accept(
        finding("mine", "", "first", "{\"pairs\":[" + pair("v1", "v3", 0) + "],\"over\":\"x\"}"));
    assertFalse(drifts.at("first").compared());
    drift("first", 0.25);
    assertEquals(new SiteDrift("first", 0.25, "rates"), drifts.at("first"));
  }

  @Test
  void boundsOutsideTheirRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Bounds.drift(1.5));
    assertThrows(IllegalArgumentException.class, () -> Bounds.drift(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(0, -1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(0, 1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(0, 1, 1, 1.1));
  }
}
