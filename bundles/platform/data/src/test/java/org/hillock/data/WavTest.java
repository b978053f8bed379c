package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {
  private static final int PCM = 1;
  private static final int FLOAT = 3;

  @Test
  void everyWidthOfPcmIsReadAsFullScaleOne() throws IOException {
    assertSamples(read(PCM, 1, 8, b -> b.put((byte) 0).put((byte) 128).put((byte) 192)));
    assertSamples(
        read(
            PCM,
            1,
            16,
            b -> b.putShort((short) -32768).putShort((short) 0).putShort((short) 16384)));
    assertSamples(read(PCM, 1, 24, b -> b.put(new byte[] {0, 0, -128, 0, 0, 0, 0, 0, 64})));
    assertSamples(read(PCM, 1, 32, b -> b.putInt(Integer.MIN_VALUE).putInt(0).putInt(1 << 30)));
  }

  @Test
  void floatsAreReadAsTheyAre() throws IOException {
    assertSamples(read(FLOAT, 1, 32, b -> b.putFloat(-1).putFloat(0).putFloat(0.5f)));
    assertSamples(read(FLOAT, 1, 64, b -> b.putDouble(-1).putDouble(0).putDouble(0.5)));
  }

  private static void assertSamples(Sound sound) {
    assertEquals(16000, sound.rate());
    assertArrayEquals(new float[] {-1, 0, 0.5f}, sound.channels()[0]);
  }

  @Test
  void stereoIsTwoChannelsWhoseMeanIsMono() throws IOException {
    Sound sound = read(FLOAT, 2, 32, b -> b.putFloat(1).putFloat(0).putFloat(0.5f).putFloat(0.25f));
    assertEquals(2, sound.length());
    assertArrayEquals(new float[] {0, 0.25f}, sound.channels()[1]);
    assertArrayEquals(new float[] {0.5f, 0.375f}, sound.mono());
  }

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
    Sound sound = new Sound(22050, new float[][] {{0.5f, -0.25f, 2}, {0, -1, -2}});
    Path file = folder.resolve("x.wav");
    try (var out = Files.newOutputStream(file)) {
      Wav.write(sound, out);
    }
    Sound back = Wav.read(file);
    assertEquals(22050, back.rate());
    assertArrayEquals(new float[] {0.5f, -0.25f, 32767 / 32768f}, back.channels()[0]);
    assertArrayEquals(new float[] {0, -1, -1}, back.channels()[1]);
  }

  @Test
  void otherChunksAreSkippedAndTheExtensibleFormIsRead() throws IOException {
    ByteBuffer format = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    format.putShort((short) 0xfffe).putShort((short) 1).putInt(8000).putInt(16000);
    format.putShort((short) 2).putShort((short) 16).putShort((short) 22).putShort((short) 16);
    format.putInt(0).putShort((short) PCM);
    byte[] file =
        riff(
            chunk("LIST", new byte[] {1, 2, 3}),
            chunk("fmt ", format.array()),
            chunk("data", new byte[] {0, 64}));
    assertArrayEquals(new float[] {0.5f}, read(file).channels()[0]);
  }

  @Test
  void aStreamOfUnknownLengthIsReadToItsEnd() throws IOException {
    byte[] file = riff(chunk("fmt ", format(PCM, 1, 16)), chunk("data", new byte[] {0, 64}));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 6, 0x7ffff000);
    assertArrayEquals(new float[] {0.5f}, read(file).channels()[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12, 30, 44, 45})
  void aTruncatedFileIsRefused(int length) {
    byte[] file = riff(chunk("fmt ", format(PCM, 1, 16)), chunk("data", new byte[] {0, 64}));
    IOException e = assertThrows(IOException.class, () -> read(Arrays.copyOf(file, length)));
    assertTrue(e.getMessage().contains("x.wav"), e.getMessage());
    assertTrue(e.getMessage().startsWith("expected "), e.getMessage());
  }

  @Test
  void anUnknownFormatIsRefusedWithItsNumbers() {
    assertRefused("format 2 of 4 bits", riff(chunk("fmt ", format(2, 1, 4))));
    assertRefused("format 3 of 16 bits", riff(chunk("fmt ", format(FLOAT, 1, 16))));
    assertRefused("0 channels", riff(chunk("fmt ", format(PCM, 0, 16))));
  }

  @Test
  void halfAFrameIsRefused() {
    assertRefused(
        "whole frames of 4 bytes",
        riff(chunk("fmt ", format(PCM, 2, 16)), chunk("data", new byte[6])));
  }

  @Test
  void dataWithoutItsFormatIsRefused() {
    assertRefused("fmt chunk", riff(chunk("data", new byte[6])));
  }

  private static void assertRefused(String part, byte[] file) {
    IOException e = assertThrows(IOException.class, () -> read(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("x.wav"), e.getMessage());
  }

  private static Sound read(byte[] file) throws IOException {
    return Wav.read(new ByteArrayInputStream(file), "x.wav");
  }

  private static Sound read(int code, int channels, int bits, Consumer<ByteBuffer> samples)
      throws IOException {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    samples.accept(data);
    return read(
        riff(
            chunk("fmt ", format(code, channels, bits)),
            chunk("data", Arrays.copyOf(data.array(), data.position()))));
  }

  private static byte[] format(int code, int channels, int bits) {
    ByteBuffer format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    format.putShort((short) code).putShort((short) channels).putInt(16000);
    format.putInt(16000 * channels * bits / 8).putShort((short) (channels * bits / 8));
    return format.putShort((short) bits).array();
  }

  private static byte[] chunk(String name, byte[] body) {
    ByteBuffer chunk = ByteBuffer.allocate(8 + body.length + (body.length & 1));
    chunk.order(ByteOrder.LITTLE_ENDIAN).put(name.getBytes()).putInt(body.length).put(body);
    return chunk.array();
  }

  private static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("RIFF____WAVE".getBytes());
    for (byte[] chunk : chunks) {
      all.writeBytes(chunk);
    }
    return all.toByteArray();
  }
}
