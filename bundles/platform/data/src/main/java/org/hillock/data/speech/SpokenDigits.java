package org.hillock.data.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.data.CountsDataset;
import org.hillock.data.CountsSplit;

/**
 * Spoken digits as counts of spikes: 20 classes, 0 to 9 in English and in German, spoken by
 * espeak-ng in 16 voices, heard by {@link Cochlea}, 140 channels in steps of 10 ms. 8 voices train,
 * 4 validate, 4 test; groups are voices. Made by {@link MakeSpokenDigits}; a synthetic stand-in for
 * the Spiking Heidelberg Digits, whose numbers it must not be compared with.
 */
public final class SpokenDigits {
  /** Id of the set. */
  public static final String ID = "spoken-digits";

  /** Id of the transfer test. */
  public static final String FLITE = "spoken-digits-flite";

  /** What is said, by class. */
  public static final List<String> WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "null",
          "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun");

  private static final String RESOURCES = "spoken-digits/";

  private SpokenDigits() {}

  /** The set inside the product. */
  public static Dataset embedded() throws IOException {
    return dataset(SpokenDigits::resource);
  }

  /**
   * The transfer test inside the product: English digits by five voices of flite, another
   * synthesizer, in the test split; the other two are empty.
   */
  public static Dataset flite() throws IOException {
    return flite(SpokenDigits::resource);
  }

  /** The set in a folder that {@link MakeSpokenDigits} wrote. */
  public static Dataset folder(Path folder) throws IOException {
    return dataset(name -> Files.newInputStream(folder.resolve(name)));
  }

  /** The transfer test in a folder that {@link MakeSpokenDigits} wrote. */
  public static Dataset fliteFolder(Path folder) throws IOException {
    return flite(name -> Files.newInputStream(folder.resolve(name)));
  }

  private static Dataset dataset(CountsFiles.Source source) throws IOException {
    Map<Split, CountsSplit> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      splits.put(split, CountsFiles.read(source, split.name().toLowerCase(Locale.ROOT)));
    }
    return new CountsDataset(ID, WORDS, CountsFiles.CHANNELS, splits);
  }

  private static Dataset flite(CountsFiles.Source source) throws IOException {
    Map<Split, CountsSplit> splits = new EnumMap<>(Split.class);
    splits.put(Split.TRAIN, CountsSplit.EMPTY);
    splits.put(Split.VALIDATION, CountsSplit.EMPTY);
    splits.put(Split.TEST, CountsFiles.read(source, "flite"));
    return new CountsDataset(FLITE, WORDS, CountsFiles.CHANNELS, splits);
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = SpokenDigits.class.getResourceAsStream(RESOURCES + name);
    if (in == null) {
      throw new IOException("expected the resource " + name + " in the data bundle, got none");
    }
    return in;
  }
}
