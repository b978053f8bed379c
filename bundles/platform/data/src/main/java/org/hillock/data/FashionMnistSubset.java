package org.hillock.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hillock.api.tensor.Tensor;

/**
 * Makes the embedded part of Fashion-MNIST from the published files: {@code FashionMnistSubset
 * <source folder> <target folder>}. The same source gives the same bytes.
 */
public final class FashionMnistSubset {
  private static final int CLASSES = 10;
  private static final int TRAIN = 700;
  private static final int VALIDATION = 100;
  private static final int TEST = 100;

  private FashionMnistSubset() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("expected a source folder and a target folder");
      System.exit(2);
    }
    Path source = Path.of(arguments[0]);
    Path target = Files.createDirectories(Path.of(arguments[1]));
    LabelledSplit train = FashionMnist.published(source, "train");
    write(target, "train", train, 0, TRAIN);
    write(target, "validation", train, TRAIN, VALIDATION);
    write(target, "test", FashionMnist.published(source, "t10k"), 0, TEST);
  }

  private static void write(Path folder, String name, LabelledSplit all, int skip, int count)
      throws IOException {
    LabelledSplit part = all.select(balanced(all, skip, count));
    write(folder.resolve(name + "-images-idx3-ubyte.gz"), part.samples());
    write(folder.resolve(name + "-labels-idx1-ubyte.gz"), part.labels());
  }

  /** Indices of {@code count} samples of each class after the first {@code skip}, in file order. */
  static int[] balanced(LabelledSplit all, int skip, int count) {
    int[] seen = new int[CLASSES];
    int[] chosen = new int[CLASSES * count];
    int n = 0;
    for (int i = 0; i < all.size(); i++) {
      int place = seen[(int) all.labels().get(i)]++;
      if (place >= skip && place < skip + count) {
        chosen[n++] = i;
      }
    }
    return java.util.Arrays.copyOf(chosen, n);
  }

  private static void write(Path file, Tensor bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Idx.writeCompressed(bytes, out);
    }
  }
}
