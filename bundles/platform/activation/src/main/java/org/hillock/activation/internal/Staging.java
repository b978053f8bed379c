package org.hillock.activation.internal;

import java.util.Arrays;
import java.util.List;
import org.hillock.api.tensor.Tensor;

/** The frames of one site and delivery that one call has filled so far. */
final class Staging {
  private final SitePlan plan;
  private final CallHeader header;
  private final int every;

  /** By row: frames that are reused from call to call. */
  private final StagedFrame[][] frames;

  private final int[] used;

  Staging(SitePlan plan, CallHeader header, int rows, int every) {
    this.plan = plan;
    this.header = header;
    this.every = every;
    this.used = new int[rows];
    this.frames = new StagedFrame[rows][1];
    for (int row = 0; row < rows; row++) {
      frames[row][0] = new StagedFrame(header, plan, row, every);
    }
  }

  void take(long firstStep, Tensor values, int[] validSteps) {
    int rows = used.length;
    int steps = values.dim(0);
    long first = -Math.floorDiv(-firstStep, (long) every) * every;
    for (int row = 0; row < rows; row++) {
      int valid = validSteps == null ? header.valid(row, firstStep, steps) : validSteps[row];
      for (long step = first; step < firstStep + valid; step += every) {
        int t = (int) (step - firstStep);
        frame(row, step).append(values, (t * rows + row) * plan.units);
      }
    }
  }

  private StagedFrame frame(int row, long step) {
    int n = used[row];
    if (n > 0 && frames[row][n - 1].takes(step)) {
      return frames[row][n - 1];
    }
    if (n == frames[row].length) {
      frames[row] = Arrays.copyOf(frames[row], n + 1);
      frames[row][n] = new StagedFrame(header, plan, row, every);
    }
    used[row] = n + 1;
    frames[row][n].start(step);
    return frames[row][n];
  }

  long collect(long[] next, List<String> touchedBy, FrameList target) {
    long bytes = 0;
    for (int row = 0; row < used.length; row++) {
      for (int i = 0; i < used[row]; i++) {
        frames[row][i].number(next[row]++, touchedBy);
        bytes += frames[row][i].bytes();
        target.append(frames[row][i]);
      }
    }
    return bytes;
  }

  void reset() {
    Arrays.fill(used, 0);
  }
}
