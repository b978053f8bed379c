package org.hillock.data.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hillock.api.data.Split;
import org.hillock.api.model.RandomKey;
import org.hillock.data.Binning;
import org.hillock.data.ShdFile;
import org.hillock.data.ShdWriter;
import org.hillock.data.Sound;

/**
 * Makes the spoken digits: {@code MakeSpokenDigits --out FOLDER}, with espeak-ng and, where it is
 * installed, flite. The folder then has 700-channel spikes in the SHD layout ({@code shd_train.h5},
 * which holds training and validation voices, {@code shd_test.h5} and {@code shd_flite.h5}) and the
 * counts that {@link SpokenDigits} reads. The same options, versions of the two programs and seed
 * give the same bytes.
 */
public final class MakeSpokenDigits {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("out", null);
    DEFAULTS.put("seed", "1");
    DEFAULTS.put("snr", "6");
    DEFAULTS.put("variants", "6");
    DEFAULTS.put("limit", "1000000");
  }

  /** It tells at INFO what it does. Kept here, or its level would be forgotten. */
  private static final Logger HDF5 = Logger.getLogger("io.jhdf");

  private final PrintStream out;
  private final Path folder;
  private final RandomKey key;
  private final Room room;
  private final ClipPlan plan;
  private final int limit;
  private final Cochlea cochlea = new Cochlea(CochleaSettings.STANDARD);

  private MakeSpokenDigits(Map<String, String> options, PrintStream out) {
    if (options.get("out") == null) {
      throw new IllegalArgumentException("expected --out FOLDER, got none");
    }
    this.out = out;
    folder = Path.of(options.get("out"));
    key = RandomKey.of((long) number(options, "seed"));
    room = new Room(number(options, "snr"));
    limit = (int) number(options, "limit");
    int variants = (int) number(options, "variants");
    if (variants < 1 || variants > 1000) {
      throw new IllegalArgumentException("expected 1 to 1000 variants, got " + variants);
    }
    plan = new ClipPlan(key, variants);
  }

  /** Runs the command. */
  public static void main(String[] arguments) {
    HDF5.setLevel(Level.WARNING);
    System.exit(run(arguments, System.out, System.err));
  }

  /**
   * Runs the command.
   *
   * @return its exit status: 0 done, 1 failed, 2 wrong arguments
   */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      new MakeSpokenDigits(options(arguments), out).make();
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>(DEFAULTS);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!DEFAULTS.containsKey(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "expected --NAME VALUE with a name of "
                + DEFAULTS.keySet()
                + ", got "
                + String.join(" ", arguments));
      }
      options.put(name, arguments[i + 1]);
    }
    return options;
  }

  private static double number(Map<String, String> options, String name) {
    try {
      double number = Double.parseDouble(options.get(name));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "expected a number for --" + name + ", got " + options.get(name));
  }

  private void make() throws IOException {
    String espeak = Speaker.version("espeak-ng", "--version");
    if (espeak == null) {
      throw new IOException(
          "expected the program espeak-ng, got none: on Debian, apt-get install espeak-ng");
    }
    Files.createDirectories(folder);
    out.println(espeak);
    List<Clip> train = some(plan.clips(Split.TRAIN));
    List<Clip> validation = some(plan.clips(Split.VALIDATION));
    List<Clip> both = new ArrayList<>(train);
    both.addAll(validation);
    List<byte[]> counts = speak("train", both);
    CountsFiles.write(folder, "train", train, counts.subList(0, train.size()));
    CountsFiles.write(
        folder, "validation", validation, counts.subList(train.size(), counts.size()));
    List<Clip> test = some(plan.clips(Split.TEST));
    CountsFiles.write(folder, "test", test, speak("test", test));
    if (Speaker.version("flite", "-lv") == null) {
      out.println("flite is not installed: no transfer test");
      return;
    }
    List<Clip> flite = some(plan.flite());
    CountsFiles.write(folder, "flite", flite, speak("flite", flite));
  }

  private List<Clip> some(List<Clip> clips) {
    return clips.subList(0, Math.max(0, Math.min(limit, clips.size())));
  }

  /** Writes the spikes of some clips and reads from that file what the counts are made of. */
  private List<byte[]> speak(String name, List<Clip> clips) throws IOException {
    Path file = folder.resolve("shd_" + name + ".h5");
    List<String> words = SpokenDigits.WORDS.stream().map(w -> w.replace("ü", "ue")).toList();
    try (ShdWriter writer = new ShdWriter(file, words)) {
      for (int i = 0; i < clips.size(); i++) {
        Clip clip = clips.get(i);
        RandomKey own = key.child("clip").child(clip.index());
        Sound heard = room.place(Speaker.speak(clip), own);
        writer.add(cochlea.spikes(heard, own.child("cochlea")), clip.label(), clip.speaker());
        if ((i + 1) % 100 == 0 || i + 1 == clips.size()) {
          out.printf(Locale.ROOT, "%s: %d of %d clips%n", file, i + 1, clips.size());
        }
      }
      writer.finish();
    }
    List<byte[]> counts = new ArrayList<>();
    try (ShdFile written = ShdFile.open(file)) {
      for (int i = 0; i < written.size(); i++) {
        counts.add(Binning.PUBLISHED.counts(written.spikes(i), file + " sample " + i));
      }
    }
    return counts;
  }
}
