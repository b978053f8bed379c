package org.hillock.data.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.RandomKey;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.Binning;
import org.hillock.data.ShdFile;
import org.hillock.data.Sound;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeSpokenDigitsTest {
  /** The version that made the set inside the product. */
  private static final String ESPEAK = "eSpeak NG text-to-speech: 1.51";

  private static final Logger HDF5 = Logger.getLogger("io.jhdf");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void quiet() {
    HDF5.setLevel(Level.WARNING);
  }

  @Test
  void noVoiceAndNoPairOfRateAndPitchIsInTwoSplits() {
    ClipPlan plan = new ClipPlan(RandomKey.of(1), 6);
    Map<String, Split> voices = new HashMap<>();
    Map<List<Integer>, Split> manners = new HashMap<>();
    Set<String> english = new HashSet<>();
    Set<String> german = new HashSet<>();
    for (Split split : Split.values()) {
      List<Clip> clips = plan.clips(split);
      assertEquals(split == Split.TRAIN ? 960 : 480, clips.size());
      int[] labels = new int[20];
      for (Clip clip : clips) {
        labels[clip.label()]++;
        voices.putIfAbsent(clip.voice(), split);
        assertEquals(split, voices.get(clip.voice()));
        List<Integer> manner = List.of(clip.rate(), clip.pitch());
        manners.putIfAbsent(manner, split);
        assertEquals(split, manners.get(manner));
        assertEquals(clip.label() < 10 ? "en" : "de", clip.language());
        (clip.label() < 10 ? english : german).add(clip.voice());
      }
      for (int count : labels) {
        assertEquals(clips.size() / 20, count);
      }
    }
    assertTrue(english.size() >= 10 && german.size() >= 10);
    assertEquals(200, plan.flite().size());
  }

  @Test
  void theNoiseHasTheLevelThatWasAskedFor() {
    float[] tone = new float[20000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(0.1 * i);
    }
    Sound speech = new Sound(20000, new float[][] {tone});
    for (int i = 0; i < 20; i++) {
      RandomKey key = RandomKey.of(i);
      float[] loud = new Room(60).place(speech, key).mono();
      float[] noisy = new Room(6).place(speech, key).mono();
      assertEquals(loud.length, noisy.length);
      assertTrue(loud.length >= tone.length && loud.length <= tone.length + 1600);
      double noise = 0;
      double all = 0;
      for (int n = 0; n < noisy.length; n++) {
        noise += Math.pow(noisy[n] - loud[n], 2) / noisy.length;
        all += Math.pow(loud[n], 2) / tone.length;
      }
      assertEquals(0.05, Math.sqrt(all), 0.001);
      assertEquals(6, 10 * Math.log10(all / noise), 3.2);
    }
  }

  @Test
  void silenceAroundSpeechIsCutOff() throws IOException {
    float[] samples = new float[10000];
    samples[3000] = 0.5f;
    samples[4000] = -0.1f;
    samples[5000] = 0.001f;
    Sound trimmed = Speaker.trimmed(new Sound(10000, new float[][] {samples}));
    assertEquals(1201, trimmed.length());
    assertEquals(0.5f, trimmed.mono()[100]);
    Sound silence = new Sound(10000, new float[1][100]);
    assertThrows(IOException.class, () -> Speaker.trimmed(silence));
  }

  /** An unknown variant would be spoken by the usual voice, without an error. */
  @Test
  void everyVoiceAndAccentSoundsDifferent() throws IOException {
    assumeEspeak();
    Set<List<Float>> sounds = new HashSet<>();
    Set<String> voices = new HashSet<>();
    ClipPlan plan = new ClipPlan(RandomKey.of(1), 6);
    for (Split split : Split.values()) {
      for (Clip clip : plan.clips(split)) {
        if (clip.label() % 10 == 7 && voices.add(clip.voice() + clip.accent())) {
          Clip plain =
              new Clip(0, clip.label(), "", clip.accent(), clip.voice(), clip.speaker(), 160, 50);
          List<Float> samples = new ArrayList<>();
          for (float sample : Speaker.speak(plain).mono()) {
            samples.add(sample);
          }
          assertTrue(sounds.add(samples), clip.accent() + "+" + clip.voice());
        }
      }
    }
    assertTrue(voices.size() > 60, "voices " + voices.size());
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assumeEspeak();
    assertEquals(0, make("--out", folder.resolve("a").toString(), "--limit", "3"), err::toString);
    assertEquals(0, make("--out", folder.resolve("b").toString(), "--limit", "3"), err::toString);
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.resolve("a"))) {
      files = list.sorted().toList();
    }
    assertTrue(files.size() >= 8, files::toString);
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(file),
          Files.readAllBytes(folder.resolve("b").resolve(file.getFileName())),
          file::toString);
    }
    theCountsAreThoseOfTheSpikes(folder.resolve("a"));
  }

  private static void theCountsAreThoseOfTheSpikes(Path made) throws IOException {
    Dataset data = SpokenDigits.folder(made);
    assertEquals(3, data.size(Split.TEST));
    assertEquals("fünf", data.classes().get(15));
    try (ShdFile file = ShdFile.open(made.resolve("shd_train.h5"))) {
      assertEquals("fuenf", file.keys().get(15));
      assertEquals(6, file.size());
      Tensor sample = Tensor.zeros(DType.U8, data.sampleShape());
      for (int i = 0; i < 3; i++) {
        byte[] counts = Binning.PUBLISHED.counts(file.spikes(3 + i), "sample");
        data.read(Split.VALIDATION, i, sample);
        byte[] read = new byte[counts.length];
        sample.copyTo(0, read, 0, read.length);
        assertArrayEquals(counts, read);
        assertEquals(counts.length / 140, data.length(Split.VALIDATION, i));
        assertEquals(file.label(3 + i), data.label(Split.VALIDATION, i));
      }
    }
  }

  @Test
  void theFirstClipsOfTheShippedSetAreMadeAgain() throws IOException {
    assumeEspeak();
    String version = Speaker.version("espeak-ng", "--version");
    assumeTrue(version.equals(ESPEAK), "the shipped set was made by another version: " + version);
    assertEquals(0, make("--out", folder.toString(), "--limit", "4"), err::toString);
    Dataset shipped = SpokenDigits.embedded();
    Dataset made = SpokenDigits.folder(folder);
    Tensor old = Tensor.zeros(DType.U8, shipped.sampleShape());
    Tensor now = Tensor.zeros(DType.U8, made.sampleShape());
    for (Split split : Split.values()) {
      for (int i = 0; i < 4; i++) {
        shipped.read(split, i, old);
        made.read(split, i, now);
        int size = made.length(split, i) * 140;
        assertEquals(shipped.length(split, i), made.length(split, i));
        byte[] one = new byte[size];
        byte[] other = new byte[size];
        old.copyTo(0, one, 0, size);
        now.copyTo(0, other, 0, size);
        assertArrayEquals(one, other, split + " " + i);
      }
    }
  }

  @Test
  void wrongOptionsAreExplained() {
    assertEquals(2, make());
    assertEquals(2, make("--out", "x", "--noise", "3"));
    assertEquals(2, make("--out", "x", "--snr", "loud"));
    assertTrue(err.toString().contains("expected a number for --snr, got loud"), err::toString);
  }

  private int make(String... arguments) {
    return MakeSpokenDigits.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private static void assumeEspeak() {
    assumeTrue(Speaker.version("espeak-ng", "--version") != null, "espeak-ng is not installed");
  }
}
