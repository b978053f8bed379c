package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelCard;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Checkpoints.write(checkpoint, out);
    return out.toByteArray();
  }

  @Test
  void aCheckpointIsReadBackWhole() throws Exception {
    for (long seed = 0; seed < 60; seed++) {
      Checkpoint written = Samples.checkpoint(seed);
      Path file = folder.resolve(seed + ".safetensors");
      String sha256 = Checkpoints.write(written, file);
      Checkpoint back = Checkpoints.read(file);
      assertEquals(sha256, back.sha256());
      assertEquals(written.factory(), back.factory());
      assertEquals(written.settings(), back.settings());
      assertEquals(
          new ArrayList<>(written.parameters().keySet()),
          new ArrayList<>(back.parameters().keySet()));
      if (written.card() == null) {
        assertNull(back.card());
      } else {
        assertSame(written.card(), back.card());
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertEquals(HexFormat.of().formatHex(digest), sha256);
    }
  }

  private static void assertSame(ModelCard a, ModelCard b) {
    assertEquals(a.name(), b.name());
    assertEquals(a.paper(), b.paper());
    assertEquals(a.inputs(), b.inputs());
    assertEquals(a.outputs(), b.outputs());
    assertEquals(a.sites(), b.sites());
    assertEquals(a.state(), b.state());
    assertEquals(a.state().toString(), b.state().toString());
    assertEquals(a.parameterCount(), b.parameterCount());
    assertEquals(a.provenance(), b.provenance());
    assertEquals(a.example().time(), b.example().time());
    assertEquals(a.example().batch(), b.example().batch());
    assertEquals(a.example().tolerance(), b.example().tolerance());
    assertEquals(a.example().spikes(), b.example().spikes());
    assertEquals(a.example().inputs().size(), b.example().inputs().size());
    List<Tensor> outputs = b.example().outputs();
    assertTrue(a.example().outputs().get(1).contentEquals(outputs.get(1)));
  }

  @Test
  void readingAndWritingAgainGivesTheSameBytes() throws IOException {
    for (long seed = 0; seed < 60; seed++) {
      byte[] first = bytes(Samples.checkpoint(seed));
      Checkpoint back = Checkpoints.read(new ByteArrayInputStream(first), "here");
      assertEquals(HexFormat.of().formatHex(first), HexFormat.of().formatHex(bytes(back)));
    }
  }

  /** Pins the format: bytes that change would change every version's identity. */
  @Test
  void theBytesOfACheckpointAreTheSameOnEveryMachine() throws IOException {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("w", Tensor.of(new float[] {1, -2, 0.5f}, 3));
    parameters.put("n", Tensor.of(new long[] {7}));
    ModelCard card =
        ModelCard.builder("tiny").sites(org.hillock.api.model.SiteSpec.dense("s", 3, 2e-3)).build();
    Checkpoint tiny =
        Checkpoint.of("tiny", Checkpoint.NONE, Map.of("b", "2", "a", "1"), parameters, card);
    assertEquals(
        "28aaeea2cecc36410b660596910f5fe31b6c0ee8a99f9042318e613f6bf397d4",
        Checkpoints.write(tiny, new ByteArrayOutputStream()));
  }

  @Test
  void aSafetensorsFileOfAnotherOriginIsRefused() {
    String message =
        assertThrows(
                StoreException.class,
                () ->
                    Checkpoints.read(
                        getClass().getResourceAsStream("/python.safetensors"), "python"))
            .getMessage();
    assertTrue(message.contains("another origin") && message.contains("python"), message);
  }

  @Test
  void anUnknownFormatVersionIsRefused() {
    assertTrue(refused(Map.of("hillock.format", "2", "hillock.factory", "x")).contains("got 2"));
  }

  @Test
  void damagedMetadataIsRefused() {
    refused(Map.of("hillock.factory", "x", "hillock.settings", "{"));
    refused(Map.of("hillock.factory", "x", "hillock.settings", "{\"a\":1}"));
    refused(Map.of("hillock.factory", "x", "hillock.card", "[]"));
    refused(Map.of("hillock.factory", "x", "hillock.card", "{}"));
    refused(Map.of("hillock.factory", "x", "hillock.card", "{\"name\":1}"));
  }

  @Test
  void aCardWhoseExampleLacksItsTensorsIsRefused() throws IOException {
    Safetensors whole =
        Safetensors.read(new ByteArrayInputStream(bytes(Samples.checkpoint(1))), "whole");
    Safetensors without = Safetensors.of(whole.metadata(), Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    without.write(out);
    StoreException e =
        assertThrows(
            StoreException.class,
            () -> Checkpoints.read(new ByteArrayInputStream(out.toByteArray()), "here"));
    assertTrue(e.getMessage().contains("example.input.0"), e.getMessage());
  }

  private static String refused(Map<String, String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String message =
        assertThrows(
                StoreException.class,
                () -> {
                  Safetensors.of(metadata, Map.of()).write(out);
                  Checkpoints.read(new ByteArrayInputStream(out.toByteArray()), "here");
                })
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void aParameterMayNotTakeTheExamplesName() {
    Checkpoint odd =
        Checkpoint.of(
            "x",
            Checkpoint.NONE,
            Map.of(),
            Map.of("example.input.0", Tensor.zeros(DType.F32, 1)),
            null);
    assertThrows(IllegalArgumentException.class, () -> bytes(odd));
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoOther() throws IOException {
    Path file = folder.resolve("a.safetensors");
    String sha256 = Checkpoints.write(Samples.checkpoint(1), file);
    Checkpoint odd =
        Checkpoint.of(
            "x", Checkpoint.NONE, Map.of(), Map.of("b", Tensor.zeros(DType.BITS, 1)), null);
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.write(odd, file));
    assertEquals(sha256, Checkpoints.read(file).sha256());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
