package org.hillock.registry.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.model.Checkpoint;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private final Identities identities = new Identities();

  private String version(String jar) {
    return identities.of("m", "x.y", "1.0.0", Checkpoint.NONE, jar).bundleVersion();
  }

  @Test
  void theSameVersionTextOfAnotherJarIsMarked() {
    assertEquals("1.0.0", version(A));
    assertEquals("1.0.0+bbbbbbbb", version(B));
    assertEquals("1.0.0", version(A));
    assertEquals("1.0.0+bbbbbbbb", version(B));
  }

  @Test
  void anIdentityOfAnEarlierRunKeepsItsJar() {
    identities.known(identities.of("m", "x.y", "1.0.0", Checkpoint.NONE, ""), B);
    assertEquals("1.0.0+aaaaaaaa", version(A));
    assertEquals("1.0.0", version(B));
  }

  @Test
  void apiRuntimeAndStoreAreNotSwapped() {
    assertTrue(Protected.covers("org.hillock.api"));
    assertTrue(Protected.covers("org.hillock.runtime.kafka"));
    assertFalse(Protected.covers("org.hillock.models.delays"));
    assertFalse(Protected.covers("org.hillock.apix"));
  }
}
