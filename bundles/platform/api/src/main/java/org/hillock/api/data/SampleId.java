package org.hillock.api.data;

import java.util.Objects;

/**
 * Where a sample comes from.
 *
 * @param dataset id of the data set
 * @param split part of it
 * @param index within that part, from 0
 */
public record SampleId(String dataset, Split split, int index) {
  public SampleId {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(split, "split");
    if (index < 0) {
      throw new IllegalArgumentException(
          "expected an index of 0 or more in " + dataset + " " + split + ", got " + index);
    }
  }
}
