package org.hillock.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.data.Dataset;

/**
 * MNIST (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
 * recognition", Proc. IEEE 86, 1998): grey images of 28 x 28 of the digits 0 to 9, from the four
 * published IDX files of any folder, split as {@link FashionMnist} is. Not part of the product.
 */
public final class Mnist {
  /** Id of the set. */
  public static final String ID = "mnist";

  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private Mnist() {}

  /** The set from the published files in a folder: 50000, 10000 and 10000 images. */
  public static Dataset folder(Path folder) throws IOException {
    return FashionMnist.folder(folder, ID, CLASSES);
  }
}
