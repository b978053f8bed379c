package org.hillock.data.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** A data set that is read from its files at the first use. */
final class LazyDataset implements Dataset {
  private final String id;
  private final DatasetServices.Loader loader;
  private Dataset loaded; // guarded by this

  LazyDataset(String id, DatasetServices.Loader loader) {
    this.id = id;
    this.loader = loader;
  }

  private synchronized Dataset loaded() {
    if (loaded == null) {
      try {
        loaded = loader.load();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return loaded;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> classes() {
    return loaded().classes();
  }

  @Override
  public DType dtype() {
    return loaded().dtype();
  }

  @Override
  public int[] sampleShape() {
    return loaded().sampleShape();
  }

  @Override
  public int size(Split split) {
    return loaded().size(split);
  }

  @Override
  public int length(Split split, int index) {
    return loaded().length(split, index);
  }

  @Override
  public void read(Split split, int index, Tensor target) {
    loaded().read(split, index, target);
  }

  @Override
  public int label(Split split, int index) {
    return loaded().label(split, index);
  }

  @Override
  public String group(Split split, int index) {
    return loaded().group(split, index);
  }

  @Override
  public String splitHash() {
    return loaded().splitHash();
  }
}
