package org.hillock.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.Tensor;

/**
 * Fashion-MNIST (Xiao, Rasul and Vollgraf, arXiv 1708.07747): grey images of 28 x 28, 10 classes.
 *
 * <p>The embedded part holds, for each class, the first 700 images of the published training file
 * for training, the next 100 for validation, and the first 100 of the published test file for
 * testing. The full set has the last 1000 of each class of the training file for validation and all
 * others for training.
 */
public final class FashionMnist {
  /** Id of the full set. */
  public static final String FULL = "fashion-mnist";

  /** Id of the embedded part. */
  public static final String SMALL = "fashion-mnist-small";

  /** Where the Debian package puts the full set. */
  public static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");
  private static final String RESOURCES = "fashion-mnist/";
  private static final int HELD_OUT = 1000;

  private FashionMnist() {}

  /** The embedded part: 7000, 1000 and 1000 images. */
  public static Dataset embedded() throws IOException {
    Map<Split, LabelledSplit> splits = new EnumMap<>(Split.class);
    splits.put(Split.TRAIN, resource("train"));
    splits.put(Split.VALIDATION, resource("validation"));
    splits.put(Split.TEST, resource("test"));
    return new ArrayDataset(SMALL, CLASSES, splits);
  }

  private static LabelledSplit resource(String name) throws IOException {
    return new LabelledSplit(
        resource(name, "-images-idx3-ubyte.gz"), resource(name, "-labels-idx1-ubyte.gz"));
  }

  private static Tensor resource(String name, String rest) throws IOException {
    String path = RESOURCES + name + rest;
    try (InputStream in = FashionMnist.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("expected the resource " + path + " in the data bundle, got none");
      }
      return Idx.read(in, path);
    }
  }

  /** Whether a folder holds the four published files, plain or compressed. */
  public static boolean isFolder(Path folder) {
    return file(folder, "train-images-idx3-ubyte") != null
        && file(folder, "train-labels-idx1-ubyte") != null
        && file(folder, "t10k-images-idx3-ubyte") != null
        && file(folder, "t10k-labels-idx1-ubyte") != null;
  }

  /** The full set from the published files in a folder: 50000, 10000 and 10000 images. */
  public static Dataset folder(Path folder) throws IOException {
    return folder(folder, FULL, CLASSES);
  }

  /** The four published files of a set with 10 classes. */
  static Dataset folder(Path folder, String id, List<String> classes) throws IOException {
    try {
      LabelledSplit all = published(folder, "train");
      boolean[] held = lastOfEachClass(all, HELD_OUT);
      Map<Split, LabelledSplit> splits = new EnumMap<>(Split.class);
      splits.put(Split.TRAIN, all.select(indices(held, false)));
      splits.put(Split.VALIDATION, all.select(indices(held, true)));
      splits.put(Split.TEST, published(folder, "t10k"));
      return new ArrayDataset(id, classes, splits);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + ": " + folder);
    }
  }

  /**
   * The largest set at hand.
   *
   * @param folder where to look before the Debian package's folder and the user's cache, or null
   */
  public static Dataset best(Path folder) throws IOException {
    if (folder != null) {
      return folder(folder);
    }
    for (Path known : List.of(DEBIAN, DataCache.ofUser().path(FULL))) {
      if (isFolder(known)) {
        return folder(known);
      }
    }
    return embedded();
  }

  /** The published part named train or t10k. */
  static LabelledSplit published(Path folder, String part) throws IOException {
    return new LabelledSplit(
        read(folder, part + "-images-idx3-ubyte"), read(folder, part + "-labels-idx1-ubyte"));
  }

  private static Tensor read(Path folder, String name) throws IOException {
    Path file = file(folder, name);
    if (file == null) {
      throw new IOException("expected " + name + " or " + name + ".gz in " + folder + ", got none");
    }
    return Idx.read(file);
  }

  private static Path file(Path folder, String name) {
    for (String suffix : List.of(".gz", "")) {
      Path file = folder.resolve(name + suffix);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static boolean[] lastOfEachClass(LabelledSplit all, int count) {
    int[] left = new int[1 << Byte.SIZE];
    java.util.Arrays.fill(left, count);
    boolean[] chosen = new boolean[all.size()];
    for (int i = all.size() - 1; i >= 0; i--) {
      chosen[i] = left[(int) all.labels().get(i)]-- > 0;
    }
    return chosen;
  }

  private static int[] indices(boolean[] held, boolean wanted) {
    return java.util.stream.IntStream.range(0, held.length)
        .filter(i -> held[i] == wanted)
        .toArray();
  }
}
