package org.hillock.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.activation.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule while the platform lives: each frame once. */
class LedgerAuditTest {
  @TempDir Path folder;

  private AuditedSession session;

  @BeforeEach
  void fiveCallsThatReturned() throws IOException {
    session = new AuditedSession(folder.resolve("ledger"), false);
    session.returned(0, 0, 1, 2, 3, 4).closed(0, 5);
  }

  @AfterEach
  void close() throws IOException {
    session.close();
  }

  @Test
  void aLogWithEachFrameOnceIsGood() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4).ended();
    AuditResult result = session.audit();
    assertEquals(new AuditResult(10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), result);
    assertTrue(result.good());
    assertEquals(result, AuditResult.parse(result.line()));
  }

  @Test
  void aFrameThatNeverGotANumberIsLostThoughNoNumberIsMissing() throws IOException {
    session.logged(0, 0, 1, 3, 4).ended();
    AuditResult result = session.audit();
    assertEquals(2, result.lost());
    assertEquals(0, result.misnumbered());
    assertFalse(result.good());
  }

  @Test
  void aLastFrameIsLostAsWell() throws IOException {
    session.logged(0, 0, 1, 2, 3).ended();
    assertEquals(2, session.audit().lost());
    assertEquals(0, session.audit().missing());
  }

  @Test
  void aFrameWithAnotherNumberIsSeenThoughNoneIsLost() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4).ended();
    Frame third = session.log.get(4);
    float[] values = AuditedSession.values(0, 2);
    session.log.set(4, session.frame(0, 0, 2, third.sequence() + 1, values[0], values[1]));
    AuditResult result = session.audit();
    assertEquals(2, result.misnumbered());
    assertEquals(0, result.lost());
    assertFalse(result.good());
  }

  @Test
  void aFrameThatComesTwiceIsADuplicate() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4, 4).ended();
    AuditResult result = session.audit();
    assertEquals(2, result.duplicated());
    assertEquals(0, result.misnumbered());
    assertFalse(result.good());
  }

  @Test
  void aFrameWithOtherValuesIsNotInTheLedgerAndItsOwnIsLost() throws IOException {
    session.logged(0, 0, 1, 2).ended();
    session.log.set(4, session.frame(0, 0, 2, 2, 2, 99));
    AuditResult result = session.audit();
    assertEquals(1, result.foreign());
    assertEquals(5, result.lost());
    assertFalse(result.good());
  }

  @Test
  void aFrameOfACallThatNeverBeganIsNotInTheLedger() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4, 5).ended();
    assertEquals(2, session.audit().foreign());
    assertFalse(session.audit().good());
  }

  @Test
  void aFrameOfAnUnknownSessionIsNotInTheLedger() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4).ended();
    try (AuditedSession other = new AuditedSession(folder.resolve("other"), false)) {
      other.logged(0, 0);
      session.log.addAll(other.log);
      assertEquals(2, session.audit().foreign());
    }
  }

  @Test
  void aFrameOfAnotherStepOrSiteIsNotInTheLedger() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4).ended();
    Frame right = session.log.get(4);
    session.log.set(4, session.moved(right, "v", 3));
    assertEquals(1, session.audit().foreign());
    session.log.set(4, session.moved(right, "w", 2));
    assertEquals(1, session.audit().foreign());
    session.log.set(4, right);
    assertTrue(session.audit().good());
  }

  @Test
  void aStreamWithoutItsEndMarkerAndFramesAfterItAreSeen() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4);
    assertEquals(2, session.audit().unended());
    session.log.clear();
    session.ended();
    assertEquals(0, session.audit().misnumbered());
    session.logged(0, 0);
    assertEquals(2, session.audit().misnumbered());
  }

  @Test
  void aRecordThatIsNoFrameIsNotInTheLedger() throws IOException {
    session.logged(0, 0, 1, 2, 3, 4).ended();
    Examples examples = new Examples();
    LogView view = new LogView(examples);
    session.log.forEach(view::accept);
    view.unreadable("offset 7");
    assertEquals(1, LedgerAudit.compare(view, List.of(session.page()), examples).foreign());
  }

  @Test
  void anEmptyLedgerIsNoProof() {
    Examples examples = new Examples();
    assertFalse(LedgerAudit.compare(new LogView(examples), List.of(), examples).good());
  }
}
