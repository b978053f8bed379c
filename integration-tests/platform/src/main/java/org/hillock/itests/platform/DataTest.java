package org.hillock.itests.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hillock.data.ShdFile;
import org.hillock.data.ShdWriter;
import org.hillock.data.Spikes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HDF5 library works as a bundle: its filters and its helpers are there. */
class DataTest {
  @Test
  void spikesGoIntoAnHdf5FileAndBack(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("x.h5");
    try (ShdWriter writer = new ShdWriter(path, List.of("zero", "one"))) {
      writer.add(new Spikes(new float[] {0.25f, 0.5f}, new int[] {3, 699}), 1, 4);
      writer.finish();
    }
    try (ShdFile file = ShdFile.open(path)) {
      assertEquals(List.of("zero", "one"), file.keys());
      assertEquals(4, file.speaker(0));
      assertArrayEquals(new int[] {3, 699}, file.spikes(0).units());
      assertArrayEquals(new float[] {0.25f, 0.5f}, file.spikes(0).times());
    }
  }
}
