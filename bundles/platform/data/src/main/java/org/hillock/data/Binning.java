package org.hillock.data;

import java.io.IOException;

/**
 * Spikes as counts in bins of time and of neighbouring channels, as the published experiments on
 * SHD with learned delays read them (Hammouamri, Khalfaoui-Hassani and Masquelier, "Learning Delays
 * in Spiking Neural Networks using Dilated Convolutions with Learnable Spacings", ICLR 2024, arXiv
 * 2306.17670): time counts from the first spike, the number of steps is the time of the last one
 * divided by the width and rounded up, spikes of the last instant fall into the last step, channel
 * i is the sum of {@code perChannel} units from {@code i * perChannel} on.
 *
 * @param width seconds of a step, above 0
 * @param units channels of the spikes; a multiple of {@code perChannel}
 * @param perChannel units that are summed
 */
public record Binning(double width, int units, int perChannel) {
  /** 10 ms, and 700 units in 140 channels. */
  public static final Binning PUBLISHED = new Binning(0.010, 700, 5);

  private static final int MOST = 255;
  private static final double LONGEST = 60;

  /** Refuses a width of 0 and units that are no multiple of those in a channel. */
  public Binning {
    if (!(width > 0) || perChannel < 1 || units < 1 || units % perChannel != 0) {
      throw new IllegalArgumentException(
          "expected a width above 0 and a multiple of the units of a channel, got "
              + width
              + ", "
              + units
              + " and "
              + perChannel);
    }
  }

  /** Channels of the counts. */
  public int channels() {
    return units / perChannel;
  }

  /**
   * Counts as unsigned bytes {@code [step][channel]}; one empty step for no spike at all.
   *
   * @param where names the sample in errors
   * @throws IOException when a time is not finite, the sample longer than a minute, a unit out of
   *     range, or a bin has more than 255 spikes
   */
  public byte[] counts(Spikes spikes, String where) throws IOException {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (float time : spikes.times()) {
      if (!Float.isFinite(time)) {
        throw new IOException("expected finite times of spikes, got " + time + ": " + where);
      }
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    if (last - first > LONGEST) {
      throw new IOException(
          "expected at most " + LONGEST + " s of spikes, got " + (last - first) + ": " + where);
    }
    int steps = spikes.size() == 0 ? 1 : Math.max(1, (int) Math.ceil((last - first) / width));
    byte[] counts = new byte[steps * channels()];
    for (int i = 0; i < spikes.size(); i++) {
      int unit = spikes.units()[i];
      if (unit < 0 || unit >= units) {
        throw new IOException("expected units below " + units + ", got " + unit + ": " + where);
      }
      int step = Math.min(steps - 1, (int) ((spikes.times()[i] - first) / width));
      int at = step * channels() + unit / perChannel;
      if ((counts[at] & 0xff) == MOST) {
        throw new IOException(
            "expected at most "
                + MOST
                + " spikes in a bin, got more in step "
                + step
                + ": "
                + where);
      }
      counts[at]++;
    }
    return counts;
  }
}
