package org.hillock.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final UUID stream = UUID.randomUUID();
  private final Ledger ledger = new Ledger();
  private final Audit audit = new Audit();

  private void calls(int count) {
    for (int i = 0; i < count; i++) {
      ledger.returned(stream, 1);
    }
  }

  private void frame(Kind kind, long sequence, long call) {
    Tensor values = Tensor.zeros(DType.F32, 1, 2);
    audit.frame(
        new Frame(
            kind,
            stream,
            0,
            "",
            sequence,
            0,
            "m",
            "v",
            "s",
            SiteSpec.Kind.DENSE,
            Mode.LIVE,
            -1,
            call,
            null,
            "",
            "",
            0,
            1,
            0,
            0,
            0,
            List.of("unit"),
            values,
            List.of(),
            "n",
            "",
            ""));
  }

  @Test
  void everyFrameOnceIsNothingLost() {
    calls(2);
    frame(Kind.DATA, 0, 0);
    frame(Kind.DATA, 1, 1);
    assertEquals(0, audit.lost(ledger));
    assertEquals(0, audit.duplicated());
    assertEquals(2, audit.received());
  }

  @Test
  void aGapInTheNumbersIsLost() {
    calls(2);
    frame(Kind.DATA, 0, 0);
    frame(Kind.DATA, 3, 1);
    assertEquals(2, audit.lost(ledger));
  }

  @Test
  void aMarkerOfASiteHasANumberAndIsNoFrame() {
    calls(2);
    frame(Kind.TAPS_CHANGED, 0, 7);
    frame(Kind.DATA, 1, 7);
    frame(Kind.DATA, 2, 8);
    assertEquals(0, audit.lost(ledger));
    assertEquals(0, audit.duplicated());
    assertEquals(2, audit.received());
  }

  @Test
  void aCallWithoutFramesIsLost() {
    calls(3);
    frame(Kind.DATA, 0, 0);
    frame(Kind.DATA, 1, 1);
    assertEquals(1, audit.lost(ledger));
  }

  @Test
  void aNumberThatComesAgainIsADuplicate() {
    calls(1);
    frame(Kind.DATA, 0, 0);
    frame(Kind.DATA, 0, 0);
    assertEquals(1, audit.duplicated());
    assertEquals(0, audit.lost(ledger));
  }

  @Test
  void aStreamIsCompleteWithItsEndMarker() {
    calls(1);
    frame(Kind.DATA, 0, 0);
    assertFalse(audit.complete(ledger));
    frame(Kind.END, 0, 0);
    assertTrue(audit.complete(ledger));
  }
}
