package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() throws IOException {
    store = new CheckpointStore(folder.resolve("store"));
  }

  @Test
  void whatIsPutIsGivenBackUnderItsHash() throws IOException {
    Checkpoint checkpoint = Samples.checkpoint(1);
    String sha256 = store.put(checkpoint);
    assertEquals(sha256, store.get(sha256).sha256());
    assertEquals(checkpoint.settings(), store.get(sha256).settings());
    assertEquals(List.of(sha256), store.list());
    assertTrue(store.contains(sha256));
  }

  @Test
  void aFileAStreamAndAnObjectOfOneContentAreOneEntry() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Checkpoints.write(Samples.checkpoint(2), file);
    String first = store.put(file);
    String second = store.put(new ByteArrayInputStream(Files.readAllBytes(file)), "a jar");
    assertEquals(first, second);
    assertEquals(first, store.put(Samples.checkpoint(2)));
    assertEquals(List.of(first), store.list());
  }

  @Test
  void aForeignFileLeavesTheStoreEmpty() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign.safetensors"), "not one at all");
    StoreException e = assertThrows(StoreException.class, () -> store.put(foreign));
    assertTrue(e.getMessage().contains("foreign.safetensors"), e.getMessage());
    try (var files = Files.list(folder.resolve("store"))) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aDamagedEntryIsRefusedOnLoad() throws IOException {
    String sha256 = store.put(Samples.checkpoint(4));
    Path file = store.path(sha256);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    StoreException e = assertThrows(StoreException.class, () -> store.get(sha256));
    assertTrue(e.getMessage().contains("damaged"), e.getMessage());
  }

  @Test
  void aMissingEntryIsToldByItsHash() {
    StoreException e = assertThrows(StoreException.class, () -> store.get(Checkpoint.NONE));
    assertTrue(e.getMessage().contains(Checkpoint.NONE), e.getMessage());
    assertFalse(store.contains(Checkpoint.NONE));
  }

  @Test
  void aNameThatIsNoHashIsRefusedBeforeItBecomesAPath() {
    assertThrows(IllegalArgumentException.class, () -> store.get("../../etc/passwd"));
  }

  @Test
  void aCheckpointWithoutParametersHasAFileToo() throws IOException {
    Checkpoint bare = Checkpoint.of("f", Checkpoint.NONE, Map.of(), Map.of(), null);
    assertEquals("f", store.get(store.put(bare)).factory());
  }
}
