package org.hillock.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads RIFF WAVE files: PCM of 8 (unsigned), 16, 24 and 32 bits, and IEEE floats of 32 and 64
 * bits, of any number of channels, also in the extensible form. Other chunks are skipped.
 *
 * <p>A data chunk of 0x7ffff000 bytes or more that are not there, as programs write that send sound
 * through a pipe, reaches to the end of the file. A file that is shorter than any other length says
 * is refused.
 */
public final class Wav {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MAX_RATE = 1 << 22;

  private Wav() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is not a whole file of these; the message says
   *     which file and where in it
   */
  public static Sound read(Path file) throws IOException {
    return parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param where names the source in errors
   */
  public static Sound read(InputStream in, String where) throws IOException {
    return parse(in.readAllBytes(), where);
  }

  private static Sound parse(byte[] bytes, String where) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !name(in, 0).equals("RIFF") || !name(in, 8).equals("WAVE")) {
      throw new IOException("expected a RIFF WAVE file, got another format: " + where);
    }
    Format format = null;
    for (int at = 12; at + 8 <= bytes.length; ) {
      String chunk = name(in, at);
      long length = in.getInt(at + 4) & 0xffffffffL;
      int body = at + 8;
      boolean data = chunk.equals("data");
      if (data && open(length, bytes.length - body)) {
        length = bytes.length - body;
      }
      if (length > bytes.length - body) {
        throw new IOException(
            "expected "
                + length
                + " bytes in chunk '"
                + chunk
                + "' at byte "
                + at
                + ", got "
                + (bytes.length - body)
                + " (truncated): "
                + where);
      }
      if (chunk.equals("fmt ")) {
        format = Format.of(in, body, (int) length, where);
      } else if (data) {
        if (format == null) {
          throw new IOException("expected a fmt chunk before the data chunk, got none: " + where);
        }
        return format.sound(in, body, (int) length, where);
      }
      at = (int) Math.min(bytes.length, body + length + (length & 1));
    }
    throw new IOException("expected a data chunk, got none: " + where);
  }

  private static boolean open(long length, int present) {
    return length >= 0x7ffff000L && length > present;
  }

  private static String name(ByteBuffer in, int at) {
    return new String(in.array(), at, 4, StandardCharsets.ISO_8859_1);
  }

  private record Format(int code, int channels, int rate, int bits) {
    static Format of(ByteBuffer in, int at, int length, String where) throws IOException {
      if (length < 16) {
        throw new IOException("expected a fmt chunk of 16 bytes, got " + length + ": " + where);
      }
      int code = in.getShort(at) & 0xffff;
      if (code == EXTENSIBLE && length >= 26) {
        code = in.getShort(at + 24) & 0xffff;
      }
      Format format =
          new Format(
              code, in.getShort(at + 2) & 0xffff, in.getInt(at + 4), in.getShort(at + 14) & 0xffff);
      boolean known =
          switch (format.bits) {
            case 8, 16, 24 -> code == PCM;
            case 32 -> code == PCM || code == FLOAT;
            case 64 -> code == FLOAT;
            default -> false;
          };
      if (!known) {
        throw new IOException(
            "expected PCM of 8, 16, 24 or 32 bits or floats of 32 or 64, got format "
                + code
                + " of "
                + format.bits
                + " bits: "
                + where);
      }
      if (format.channels < 1 || format.rate < 1 || format.rate > MAX_RATE) {
        throw new IOException(
            "expected a channel and a rate up to "
                + MAX_RATE
                + ", got "
                + format.channels
                + " channels at "
                + format.rate
                + ": "
                + where);
      }
      return format;
    }

    Sound sound(ByteBuffer in, int at, int length, String where) throws IOException {
      int frame = channels * bits / 8;
      if (length % frame != 0) {
        throw new IOException(
            "expected whole frames of "
                + frame
                + " bytes in the data chunk at byte "
                + (at - 8)
                + ", got "
                + length
                + " bytes: "
                + where);
      }
      float[][] sound = new float[channels][length / frame];
      for (int i = 0; i < length / frame; i++) {
        for (int c = 0; c < channels; c++) {
          sound[c][i] = sample(in, at + i * frame + c * bits / 8);
        }
      }
      return new Sound(rate, sound);
    }

    private float sample(ByteBuffer in, int at) {
      return switch (bits) {
        case 8 -> ((in.get(at) & 0xff) - 128) / 128f;
        case 16 -> in.getShort(at) / 32768f;
        case 24 ->
            (in.get(at) & 0xff | (in.get(at + 1) & 0xff) << 8 | in.get(at + 2) << 16) / 0x1p23f;
        case 32 -> code == FLOAT ? in.getFloat(at) : in.getInt(at) / 0x1p31f;
        default -> (float) in.getDouble(at);
      };
    }
  }

  /** Writes PCM of 16 bits; samples beyond full scale are clipped. The stream is not closed. */
  public static void write(Sound sound, OutputStream out) throws IOException {
    int count = sound.channels().length;
    int data = Math.multiplyExact(sound.length(), 2 * count);
    ByteBuffer bytes = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(36 + data);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
    bytes.putShort((short) PCM).putShort((short) count).putInt(sound.rate());
    bytes.putInt(sound.rate() * 2 * count).putShort((short) (2 * count)).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(data);
    for (int i = 0; i < sound.length(); i++) {
      for (float[] channel : sound.channels()) {
        int value = Math.round(channel[i] * 32768f);
        bytes.putShort((short) Math.max(-32768, Math.min(32767, value)));
      }
    }
    out.write(bytes.array());
  }
}
