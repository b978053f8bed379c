package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.store.SafetensorsLayout.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsLayoutTest {
  @TempDir Path folder;

  @Test
  void aPlannedFileIsAFileOfTheFormat() throws Exception {
    SafetensorsLayout plan =
        SafetensorsLayout.of(
            Map.of("k", "v"),
            List.of(
                new Entry("bytes", DType.U8, List.of(3), 0),
                new Entry("numbers", DType.I64, List.of(2), 0),
                new Entry("none", DType.F32, List.of(0, 5), 0)));
    Path file = folder.resolve("planned.safetensors");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(plan.header());
      out.write(new byte[] {7, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
    }
    Safetensors read = Safetensors.read(file);
    assertEquals(8, read.tensors().get("numbers").get(1));
    assertEquals(2, read.tensors().get("bytes").get(1));
    assertEquals("v", read.metadata().get("k"));
    SafetensorsLayout back = SafetensorsLayout.read(file);
    assertEquals(plan.entries(), back.entries());
    assertEquals("numbers", back.entries().get(0).name());
    assertEquals(plan.header().length, back.entries().get(0).offset());
  }

  @Test
  void theLayoutOfAWrittenFileNamesThePlacesOfItsElements() throws Exception {
    Path file = folder.resolve("written.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.of(new byte[] {1, 2}, 2));
    tensors.put("b", Tensor.of(new long[] {258}, 1));
    Safetensors.of(Map.of(), tensors).write(file);
    byte[] all = Files.readAllBytes(file);
    for (Entry entry : SafetensorsLayout.read(file).entries()) {
      assertEquals(entry.name().equals("a") ? 1 : 2, all[(int) entry.offset()]);
    }
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 1));
    assertThrows(StoreException.class, () -> SafetensorsLayout.read(file));
  }
}
