package org.hillock.models.delays.internal;

/** Kernel and convolution of one layer in double precision, written as their definitions. */
final class ReferenceLayer {
  private final DelayShape shape;
  private final KernelForm form;

  ReferenceLayer(DelayShape shape, KernelForm form) {
    this.shape = shape;
    this.form = form;
  }

  /** kernel[o][i][k] over all inputs, zero between groups. */
  double[][][] kernel(double[] w, double[] p, double[] sigma) {
    double[][][] kernel = new double[shape.outputs()][shape.inputs()][shape.taps()];
    double[] x = new double[shape.taps()];
    for (int n = 0; n < w.length; n++) {
      form.values(p[n] + shape.centre(), sigma[n], x);
      for (int k = 0; k < x.length; k++) {
        kernel[output(n)][input(n)][k] += w[n] * x[k];
      }
    }
    return kernel;
  }

  private int output(int n) {
    return n / (shape.inputsPerGroup() * shape.count());
  }

  private int input(int n) {
    int group = output(n) / shape.outputsPerGroup();
    return group * shape.inputsPerGroup() + n / shape.count() % shape.inputsPerGroup();
  }

  /** Gradients of w and p, one after the other, for gradients of the kernel. */
  double[] kernelBackward(double[] w, double[] p, double[] sigma, double[][][] g) {
    double[] out = new double[2 * w.length];
    double[] x = new double[shape.taps()];
    double[] dp = new double[shape.taps()];
    double[] ds = new double[shape.taps()];
    for (int n = 0; n < w.length; n++) {
      form.values(p[n] + shape.centre(), sigma[n], x);
      form.derivatives(p[n] + shape.centre(), sigma[n], x, dp, ds);
      for (int k = 0; k < x.length; k++) {
        out[n] += g[output(n)][input(n)][k] * x[k];
        out[w.length + n] += w[n] * g[output(n)][input(n)][k] * dp[k];
      }
    }
    return out;
  }

  /** y[t][o] of one sample. */
  double[][] forward(double[][] x, double[][][] kernel) {
    double[][] y = new double[Math.max(0, x.length + shape.growth())][shape.outputs()];
    for (int t = 0; t < y.length; t++) {
      for (int o = 0; o < shape.outputs(); o++) {
        for (int i = 0; i < shape.inputs(); i++) {
          for (int k = 0; k < shape.taps(); k++) {
            int step = t + k - shape.left();
            y[t][o] += step < 0 || step >= x.length ? 0 : kernel[o][i][k] * x[step][i];
          }
        }
      }
    }
    return y;
  }

  /** Adds the kernel gradient of one sample to g and returns its input gradient. */
  double[][] backward(double[][] x, double[][][] kernel, double[][] gy, double[][][] g) {
    double[][] gx = new double[x.length][shape.inputs()];
    for (int t = 0; t < gy.length; t++) {
      for (int o = 0; o < shape.outputs(); o++) {
        for (int i = 0; i < shape.inputs(); i++) {
          for (int k = 0; k < shape.taps(); k++) {
            int step = t + k - shape.left();
            if (step >= 0 && step < x.length) {
              g[o][i][k] += gy[t][o] * x[step][i];
              gx[step][i] += gy[t][o] * kernel[o][i][k];
            }
          }
        }
      }
    }
    return gx;
  }
}
