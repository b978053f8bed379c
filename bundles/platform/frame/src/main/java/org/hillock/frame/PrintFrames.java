package org.hillock.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hillock.api.activation.Frame;

/**
 * Prints frames that lie in files, one frame a file, one line a frame: {@code java -cp ...
 * org.hillock.frame.PrintFrames FILE...}. Exit status 1 when one of them is no frame.
 */
public final class PrintFrames {
  private PrintFrames() {}

  public static void main(String[] files) {
    System.exit(print(files, System.out) ? 0 : 1);
  }

  static boolean print(String[] files, PrintStream out) {
    boolean good = files.length > 0;
    if (!good) {
      out.println("expected files with one frame each, got none");
    }
    for (String file : files) {
      try {
        out.println(line(FrameDecoder.decode(Files.readAllBytes(Path.of(file)))));
      } catch (IOException | FrameFormatException e) {
        good = false;
        out.println(file + ": " + e.getMessage());
      }
    }
    return good;
  }

  private static String line(Frame f) {
    return f.kind()
        + " "
        + f.model()
        + " "
        + f.site()
        + " "
        + f.session()
        + "/"
        + f.row()
        + " #"
        + f.sequence()
        + " step "
        + f.firstStep()
        + " every "
        + f.every()
        + " "
        + f.values()
        + (f.reason().isEmpty() ? "" : " " + f.reason());
  }
}
