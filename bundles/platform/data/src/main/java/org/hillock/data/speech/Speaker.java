package org.hillock.data.speech;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hillock.data.Sound;
import org.hillock.data.Wav;

/** Speaks clips with the programs espeak-ng and flite. */
final class Speaker {
  private static final double SILENCE = 0.01;
  private static final double MARGIN = 0.010;

  private Speaker() {}

  /**
   * First line that a program prints about itself, or null where it is not installed.
   *
   * @param arguments such as {@code --version}
   */
  static String version(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      String text = new String(output(command), StandardCharsets.UTF_8).strip();
      return text.lines().findFirst().orElse("").replaceAll("\\s*Data at:.*", "");
    } catch (IOException e) {
      return null;
    }
  }

  /** The clip without the silence around it. */
  static Sound speak(Clip clip) throws IOException {
    List<String> command =
        clip.accent().equals("flite")
            ? List.of(
                "flite",
                "-voice",
                clip.voice(),
                "--setf",
                String.format(Locale.ROOT, "duration_stretch=%.3f", clip.rate() / 1000.0),
                "-t",
                clip.word(),
                "-o",
                "FILE")
            : List.of(
                "espeak-ng",
                "-v",
                clip.accent() + "+" + clip.voice(),
                "-s",
                Integer.toString(clip.rate()),
                "-p",
                Integer.toString(clip.pitch()),
                "-w",
                "FILE",
                clip.word());
    Path file = Files.createTempFile("hillock-", ".wav");
    try {
      List<String> words = new ArrayList<>(command);
      words.replaceAll(word -> word.equals("FILE") ? file.toString() : word);
      output(words);
      return trimmed(
          Wav.read(new ByteArrayInputStream(Files.readAllBytes(file)), String.join(" ", command)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] output(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("expected the program '" + command.get(0) + "', got " + e.getMessage());
    }
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            "expected '"
                + String.join(" ", command)
                + "' to speak, got exit status "
                + exit
                + ": "
                + new String(output, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while '" + command.get(0) + "' spoke");
    }
    return output;
  }

  /** From the first to the last sample of more than a hundredth of the loudest, with 10 ms more. */
  static Sound trimmed(Sound sound) throws IOException {
    float[] mono = sound.mono();
    float peak = 0;
    for (float sample : mono) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak == 0) {
      throw new IOException("expected speech, got silence of " + sound.seconds() + " s");
    }
    int first = 0;
    while (Math.abs(mono[first]) < SILENCE * peak) {
      first++;
    }
    int last = mono.length - 1;
    while (Math.abs(mono[last]) < SILENCE * peak) {
      last--;
    }
    int margin = (int) (MARGIN * sound.rate());
    int from = Math.max(0, first - margin);
    int to = Math.min(mono.length, last + 1 + margin);
    return new Sound(sound.rate(), new float[][] {Arrays.copyOfRange(mono, from, to)});
  }
}
