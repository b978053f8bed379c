package org.hillock.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hillock.api.activation.FrameView.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule over a death of the platform: the first calls without a gap, and no step twice. */
class DeathAuditTest {
  @TempDir Path folder;

  @Test
  void theFirstCallsWithoutAGapAndAnEndMarkerAreGood() throws IOException {
    try (AuditedSession dead = session(false)) {
      dead.returned(0, 0, 1, 2, 3).began(0, 4).logged(0, 0, 1).ended();
      AuditResult result = dead.audit();
      assertTrue(result.good(), result::line);
      assertEquals(4, result.missing());
      assertEquals(1, result.deaths());
    }
  }

  @Test
  void aCallThatBeganAndDidNotReturnMayBeThere() throws IOException {
    try (AuditedSession dead = session(false)) {
      dead.returned(0, 0, 1).began(0, 2).logged(0, 0, 1, 2).ended();
      AuditResult result = dead.audit();
      assertTrue(result.good(), result::line);
      assertEquals(0, result.missing());
    }
  }

  @Test
  void aGapInTheMiddleIsALoss() throws IOException {
    try (AuditedSession dead = session(false)) {
      dead.returned(0, 0, 1, 2, 3).logged(0, 0, 2).ended();
      AuditResult result = dead.audit();
      assertEquals(2, result.lost());
      assertEquals(2, result.missing());
      assertFalse(result.good());
    }
  }

  @Test
  void aDeadSessionThatWasNotDurableNeedsItsEndMarker() throws IOException {
    try (AuditedSession dead = session(false)) {
      dead.returned(0, 0, 1).logged(0, 0, 1);
      assertEquals(2, dead.audit().unended());
      dead.marked(Kind.END, 0, "");
      assertEquals(2, dead.audit().unended(), "a marker without a reason");
    }
  }

  @Test
  void aDurableOneMustNotHaveOne() throws IOException {
    try (AuditedSession dead = session(true)) {
      dead.returned(0, 0, 1).logged(0, 0, 1);
      assertTrue(dead.audit().good());
      dead.ended();
      assertEquals(2, dead.audit().unended());
    }
  }

  @Test
  void aSessionThatGoesOnFromItsLastCommittedCallIsGood() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1, 2, 3).logged(0, 0, 1);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2, 3).closed(1, 4);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2, 3).ended();
      AuditResult result = durable.audit();
      assertTrue(result.good(), result::line);
      assertEquals(8, result.expected());
      assertEquals(4, result.missing());
      assertEquals(0, result.superseded());
      assertEquals(1, result.deaths());
    }
  }

  @Test
  void whatTheEarlierLifeHadLaterIsSupersededAndNotADuplicate() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1, 2, 3).logged(0, 0, 1, 2);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2).closed(1, 3);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2).ended();
      AuditResult result = durable.audit();
      assertTrue(result.good(), result::line);
      assertEquals(2, result.superseded());
    }
  }

  @Test
  void aSupersededFrameDoesNotStandForTheOneThatIsLost() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1, 2, 3).logged(0, 0, 1, 2);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2, 3).closed(1, 4);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 3).ended();
      AuditResult result = durable.audit();
      assertEquals(2, result.lost());
      assertEquals(2, result.superseded());
      assertFalse(result.good());
    }
  }

  @Test
  void aCommittedCallThatIsMissingBeforeTheResumptionIsALoss() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1, 2).logged(0, 0);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2).closed(1, 3);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2).ended();
      assertEquals(2, durable.audit().lost());
    }
  }

  @Test
  void aStepTwiceInTheSameEpochIsADuplicate() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1).logged(0, 0, 1);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2).closed(1, 3);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2, 2).ended();
      assertEquals(2, durable.audit().duplicated());
    }
  }

  @Test
  void anotherStateThanThatOfTheLastCommittedCallIsSeen() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1).logged(0, 0, 1);
      durable.again().resumed(1, 2, AuditedSession.values(0, 0)).returned(1, 2).closed(1, 3);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2).ended();
      assertEquals(2, durable.audit().misresumed());
    }
  }

  @Test
  void aResumptionBeyondWhatEverBeganIsSeen() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1).logged(0, 0, 1);
      durable.again().resumed(1, 7, AuditedSession.values(0, 6)).returned(1, 7).closed(1, 8);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 7).ended();
      AuditResult result = durable.audit();
      assertEquals(2, result.misresumed());
      assertEquals(10, result.lost());
    }
  }

  @Test
  void aHigherEpochThatNoMarkerAnnouncedIsSeen() throws IOException {
    try (AuditedSession durable = session(true)) {
      durable.returned(0, 0, 1).logged(0, 0, 1);
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2).closed(1, 3);
      durable.logged(1, 2).ended();
      assertEquals(2, durable.audit().misresumed());
    }
  }

  @Test
  void theAgeOfTheOldestMissingCallIsTold() throws Exception {
    try (AuditedSession dead = session(false)) {
      dead.returned(0, 0, 1);
      long since = System.currentTimeMillis();
      while (System.currentTimeMillis() - since < 20) {
        Thread.onSpinWait();
      }
      dead.returned(0, 2).logged(0, 0).ended();
      AuditResult result = dead.audit();
      assertEquals(4, result.missing());
      assertTrue(result.missingMillis() >= 19, result::line);
    }
  }

  @Test
  void halfAnEntryAtTheEndIsCutOffAndTheLedgerGoesOn() throws IOException {
    Path file = folder.resolve("ledger");
    try (AuditedSession durable = new AuditedSession(file, true)) {
      durable.returned(0, 0, 1).logged(0, 0, 1);
      Files.write(file, new byte[] {0, 0, 0, 0, 0, 0, 0}, StandardOpenOption.APPEND);
      assertEquals(4, durable.page().entries().size());
      durable.again().resumed(1, 2, AuditedSession.values(0, 1)).returned(1, 2).closed(1, 3);
      durable.marked(Kind.RESUMED, 1, "resumed").logged(1, 2).ended();
      assertTrue(durable.audit().good());
    }
  }

  @Test
  void aLedgerThatDoesNotFollowItselfIsRefused() throws IOException {
    try (AuditedSession broken = session(false)) {
      broken.returned(0, 0).returned(0, 2);
      assertThrows(IllegalStateException.class, broken::audit);
    }
  }

  private AuditedSession session(boolean durable) throws IOException {
    return new AuditedSession(folder.resolve("ledger"), durable);
  }
}
