package org.hillock.api.data;

import java.util.Optional;
import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/** Finds samples again from their ids, as an analysis of past frames needs them. */
@ProviderType
public interface SampleSource {
  /** The sample as its data set stores it, or empty where the data set or index is unknown here. */
  Optional<Tensor> sample(SampleId id);
}
