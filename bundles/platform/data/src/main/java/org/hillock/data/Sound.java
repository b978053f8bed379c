package org.hillock.data;

/**
 * Sampled sound.
 *
 * @param rate samples a second, at least 1
 * @param channels {@code [channel][sample]}, full scale is -1 to 1; all channels have one length
 */
public record Sound(int rate, float[][] channels) {
  /** Refuses a rate below 1, no channel, and channels of different length. */
  public Sound {
    if (rate < 1 || channels.length == 0) {
      throw new IllegalArgumentException(
          "expected a rate and a channel, got " + rate + " and " + channels.length);
    }
    for (float[] channel : channels) {
      if (channel.length != channels[0].length) {
        throw new IllegalArgumentException(
            "expected channels of "
                + channels[0].length
                + " samples, got one of "
                + channel.length);
      }
    }
  }

  /** Samples of a channel. */
  public int length() {
    return channels[0].length;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) length() / rate;
  }

  /** The mean of all channels. */
  public float[] mono() {
    float[] mono = new float[length()];
    for (float[] channel : channels) {
      for (int i = 0; i < mono.length; i++) {
        mono[i] += channel[i] / channels.length;
      }
    }
    return mono;
  }
}
