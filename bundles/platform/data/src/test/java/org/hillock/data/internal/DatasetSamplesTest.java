package org.hillock.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.FashionMnist;
import org.junit.jupiter.api.Test;

class DatasetSamplesTest {
  private final DatasetSamples samples =
      new DatasetSamples(
          Map.of(FashionMnist.SMALL, new LazyDataset(FashionMnist.SMALL, FashionMnist::embedded)));

  @Test
  void aSampleIsFoundByItsId() {
    Tensor image = samples.sample(new SampleId(FashionMnist.SMALL, Split.TEST, 7)).orElseThrow();
    Tensor expected = Tensor.zeros(image.dtype(), 28, 28);
    new LazyDataset(FashionMnist.SMALL, FashionMnist::embedded).read(Split.TEST, 7, expected);
    assertTrue(image.contentEquals(expected));
  }

  @Test
  void anUnknownSetOrIndexIsEmpty() {
    assertTrue(samples.sample(new SampleId("other", Split.TEST, 0)).isEmpty());
    assertTrue(samples.sample(new SampleId(FashionMnist.SMALL, Split.TEST, 1000)).isEmpty());
  }

  @Test
  void aSetWithoutItsFilesSaysSoAtTheFirstRead() {
    LazyDataset gone =
        new LazyDataset(
            "gone",
            () -> {
              throw new FileNotFoundException("images");
            });
    assertEquals("gone", gone.id());
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> gone.size(Split.TRAIN));
    assertTrue(e.getMessage().contains("images"));
  }
}
