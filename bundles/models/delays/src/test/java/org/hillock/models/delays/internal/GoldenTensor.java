package org.hillock.models.delays.internal;

/** A tensor of a golden file, flat in row-major order. */
record GoldenTensor(int[] shape, double[] data) {
  int dim(int axis) {
    return shape[axis];
  }

  float[] floats() {
    float[] values = new float[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data[i];
    }
    return values;
  }

  /** Rows [sample after sample][step] of a [time, batch, channel] tensor. */
  float[][] timeMajorRows() {
    int time = shape[0];
    int batch = shape[1];
    int channels = shape[2];
    float[][] rows = new float[time * batch][channels];
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < batch; b++) {
        for (int c = 0; c < channels; c++) {
          rows[b * time + t][c] = (float) data[(t * batch + b) * channels + c];
        }
      }
    }
    return rows;
  }

  /** Rows [sample after sample][step] of a [batch, channel, time] tensor. */
  float[][] batchMajorRows() {
    int batch = shape[0];
    int channels = shape[1];
    int time = shape[2];
    float[][] rows = new float[time * batch][channels];
    for (int b = 0; b < batch; b++) {
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < time; t++) {
          rows[b * time + t][c] = (float) data[(b * channels + c) * time + t];
        }
      }
    }
    return rows;
  }

  /** The inverse of {@link #timeMajorRows}. */
  static float[] timeMajor(float[][] rows, int batch, int time) {
    int channels = rows[0].length;
    float[] flat = new float[batch * time * channels];
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < batch; b++) {
        System.arraycopy(rows[b * time + t], 0, flat, (t * batch + b) * channels, channels);
      }
    }
    return flat;
  }

  /** The inverse of {@link #batchMajorRows}. */
  static float[] batchMajor(float[][] rows, int batch, int time) {
    int channels = rows[0].length;
    float[] flat = new float[batch * time * channels];
    for (int b = 0; b < batch; b++) {
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < time; t++) {
          flat[(b * channels + c) * time + t] = rows[b * time + t][c];
        }
      }
    }
    return flat;
  }
}
