package org.hillock.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;
import org.hillock.bench.internal.LedgerAudit.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerAuditTest {
  private static final int CALLS = 5;

  @TempDir Path folder;

  private final UUID session = UUID.randomUUID();
  private final LedgerAudit audit = new LedgerAudit();

  @BeforeEach
  void twoRowsOfFiveCalls() throws IOException {
    Path file = folder.resolve("ledger");
    try (Ledger ledger = new Ledger(file, session, "v", 2)) {
      for (int call = 0; call < CALLS; call++) {
        ledger.returned(new float[] {call, 1, call, 2});
      }
    }
    audit.expect(Ledger.read(file));
  }

  @Test
  void aLogWithEachFrameOnceIsGood() {
    for (int call = 0; call < CALLS; call++) {
      audit.accept(frame(1, call, call, call));
      audit.accept(frame(0, call, call, call));
    }
    assertEquals(new Result(10, 10, 0, 0, 0, 0), audit.result());
    assertTrue(audit.result().good());
  }

  @Test
  void aFrameThatNeverGotANumberIsLostThoughNoNumberIsMissing() {
    for (int call = 0; call < CALLS; call++) {
      audit.accept(frame(1, call, call, call));
      if (call != 2) {
        audit.accept(frame(0, call, call < 2 ? call : call - 1, call));
      }
    }
    assertEquals(new Result(10, 9, 1, 0, 0, 0), audit.result());
    assertFalse(audit.result().good());
  }

  @Test
  void aFrameWithAnotherNumberIsSeenThoughNoneIsLost() {
    for (int call = 0; call < CALLS; call++) {
      audit.accept(frame(0, call, call, call));
      audit.accept(frame(1, call, call == 2 ? 3 : call, call));
    }
    assertEquals(new Result(10, 10, 0, 0, 0, 2), audit.result());
    assertFalse(audit.result().good());
  }

  @Test
  void aFrameThatComesTwiceIsADuplicate() {
    for (int call = 0; call < CALLS; call++) {
      audit.accept(frame(0, call, call, call));
      audit.accept(frame(1, call, call, call));
    }
    audit.accept(frame(1, 4, 5, 4));
    assertEquals(new Result(10, 11, 0, 1, 0, 0), audit.result());
    assertFalse(audit.result().good());
  }

  @Test
  void aFrameWithOtherValuesOrOfACallThatDidNotReturnIsNotInTheLedger() {
    for (int call = 0; call < CALLS; call++) {
      audit.accept(frame(0, call, call, call == 3 ? 99 : call));
      audit.accept(frame(1, call, call, call));
    }
    audit.accept(frame(1, CALLS, CALLS, CALLS));
    assertEquals(new Result(10, 11, 1, 0, 2, 0), audit.result());
    assertFalse(audit.result().good());
  }

  @Test
  void anEmptyLedgerIsNoProof() {
    assertFalse(new LedgerAudit().result().good());
  }

  private Frame frame(int row, long call, long number, float value) {
    return new Frame(
        Kind.DATA,
        session,
        row,
        "",
        number,
        0,
        "m",
        "org.example:1.0.0:00000000",
        "v",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        call,
        null,
        "",
        "",
        call,
        1,
        0.001,
        0,
        0,
        List.of("unit"),
        Tensor.of(new float[] {value, row + 1}, 1, 2),
        List.of(),
        "node",
        "",
        "");
  }
}
