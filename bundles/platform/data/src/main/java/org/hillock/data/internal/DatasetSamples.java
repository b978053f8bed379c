package org.hillock.data.internal;

import java.util.Map;
import java.util.Optional;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.SampleSource;
import org.hillock.api.tensor.Tensor;

/** Samples of a fixed set of data sets. */
final class DatasetSamples implements SampleSource {
  private final Map<String, Dataset> datasets;

  DatasetSamples(Map<String, Dataset> datasets) {
    this.datasets = Map.copyOf(datasets);
  }

  @Override
  public Optional<Tensor> sample(SampleId id) {
    Dataset dataset = datasets.get(id.dataset());
    if (dataset == null || id.index() >= dataset.size(id.split())) {
      return Optional.empty();
    }
    Tensor target = Tensor.zeros(dataset.dtype(), dataset.sampleShape());
    dataset.read(id.split(), id.index(), target);
    return Optional.of(target);
  }
}
