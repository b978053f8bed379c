package org.hillock.itests.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.data.ShdFile;
import org.hillock.data.ShdWriter;
import org.hillock.data.Spikes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;

/** The HDF5 library works as a bundle: its filters and its helpers are there. */
class DataTest {
  @InjectService(timeout = 10_000, filter = "(hillock.dataset=spoken-digits)")
  Dataset digits;

  @InjectService(timeout = 10_000, filter = "(hillock.dataset=spoken-digits-flite)")
  Dataset flite;

  @InjectService(timeout = 10_000, filter = "(hillock.dataset=fashion-mnist-small)")
  Dataset fashion;

  @Test
  void embeddedSetsAreServicesThatReadTheirFiles() {
    assertEquals(960, digits.size(Split.TRAIN));
    assertEquals(20, digits.classes().size());
    assertEquals(200, flite.size(Split.TEST));
    assertEquals(7000, fashion.size(Split.TRAIN));
    assertEquals(28, fashion.length(Split.TEST, 0));
  }

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
