package org.hillock.models.delays.internal;

import java.util.Arrays;
import org.hillock.nn.BatchNormReference;
import org.hillock.nn.LifReference;
import org.hillock.nn.SoftmaxCrossEntropy;

/**
 * The whole network in double precision over one vector of trained values: for each layer weights,
 * positions, and where it is normalised gamma and beta.
 */
final class ReferenceNetwork {
  private final DelaySettings settings;
  private final boolean smooth;
  private final double[][] sigmas;
  private double[] gradient;
  private double[][][] scores;

  ReferenceNetwork(NetworkParameters parameters, boolean smooth) {
    this.settings = parameters.settings();
    this.smooth = smooth;
    sigmas =
        parameters.layers().stream()
            .map(l -> DelayedConvolutionTest.doubles(l.sigma()))
            .toArray(double[][]::new);
  }

  /** The vector of a set of parameters or gradients. */
  static double[] vector(NetworkParameters parameters) {
    double[] all = {};
    for (LayerParameters l : parameters.layers()) {
      for (float[] part : new float[][] {l.weight(), l.position(), l.gamma(), l.beta()}) {
        int at = all.length;
        all = Arrays.copyOf(all, at + part.length);
        for (int i = 0; i < part.length; i++) {
          all[at + i] = part[i];
        }
      }
    }
    return all;
  }

  /** Gradient of the last {@link #loss}. */
  double[] gradient() {
    return gradient;
  }

  /** Loss in training mode, without dropout; also sets the gradient. */
  double loss(double[] theta, double[][][] samples, float[][] targets) {
    gradient = new double[theta.length];
    return layer(0, 0, theta, samples, targets);
  }

  private double layer(int l, int at, double[] theta, double[][][] x, float[][] targets) {
    DelayShape shape = settings.shape(l);
    int n = shape.synapses();
    double[] w = Arrays.copyOfRange(theta, at, at + n);
    double[] p = Arrays.copyOfRange(theta, at + n, at + 2 * n);
    ReferenceLayer convolution = new ReferenceLayer(shape, settings.form());
    double[][][] kernel = convolution.kernel(w, p, sigmas[l]);
    double[][][] y = new double[x.length][][];
    for (int b = 0; b < x.length; b++) {
      y[b] = convolution.forward(x[b], kernel);
    }
    LifReference lif = new LifReference(settings.lif(l), smooth);
    double loss;
    if (settings.isReadout(l)) {
      loss = readout(y, lif, targets);
    } else {
      loss = hidden(l, at + 2 * n, theta, y, lif, targets);
    }
    double[][][] gKernel = new double[shape.outputs()][shape.inputs()][shape.taps()];
    double[][][] gx = new double[x.length][][];
    for (int b = 0; b < x.length; b++) {
      gx[b] = convolution.backward(x[b], kernel, scores[b], gKernel);
    }
    scores = gx;
    double[] g = convolution.kernelBackward(w, p, sigmas[l], gKernel);
    System.arraycopy(g, 0, gradient, at, g.length);
    return loss;
  }

  /** Normalises y, fires, runs the layers above and leaves the gradient of y in scores. */
  private double hidden(
      int l, int at, double[] theta, double[][][] y, LifReference lif, float[][] targets) {
    int channels = settings.shape(l).outputs();
    boolean norm = settings.batchNorm();
    BatchNormReference reference = new BatchNormReference(settings.epsilon());
    double[][][] h = new double[y.length][][];
    double[][][] spikes = new double[y.length][][];
    for (int b = 0; b < y.length; b++) {
      h[b] = new double[channels][];
      spikes[b] = new double[y[b].length][channels];
    }
    for (int c = 0; c < channels; c++) {
      double[] column = column(y, c);
      double[] z =
          norm ? reference.forward(column, theta[at + c], theta[at + channels + c]) : column;
      int r = 0;
      for (int b = 0; b < y.length; b++) {
        h[b][c] = lif.forward(Arrays.copyOfRange(z, r, r + y[b].length));
        r += y[b].length;
        for (int t = 0; t < y[b].length; t++) {
          spikes[b][t][c] = lif.spike(h[b][c][t]);
        }
      }
    }
    double loss = layer(l + 1, at + (norm ? 2 * channels : 0), theta, spikes, targets);
    for (int c = 0; c < channels; c++) {
      double[] g = {};
      for (int b = 0; b < y.length; b++) {
        double[] gs = column(new double[][][] {scores[b]}, c);
        double[] part = lif.backward(h[b][c], gs, new double[gs.length]);
        int length = g.length;
        g = Arrays.copyOf(g, length + part.length);
        System.arraycopy(part, 0, g, length, part.length);
      }
      if (norm) {
        double[] back = reference.backward(column(y, c), theta[at + c], g);
        gradient[at + c] = back[g.length];
        gradient[at + channels + c] = back[g.length + 1];
        g = back;
      }
      int r = 0;
      for (double[][] sample : scores) {
        for (double[] row : sample) {
          row[c] = g[r++];
        }
      }
    }
    return loss;
  }

  private double readout(double[][][] y, LifReference lif, float[][] targets) {
    int classes = settings.outputs();
    scores = new double[y.length][][];
    double loss = 0;
    for (int b = 0; b < y.length; b++) {
      double[][] h = new double[classes][];
      for (int c = 0; c < classes; c++) {
        h[c] = lif.forward(column(new double[][][] {y[b]}, c));
      }
      double[][] p = new double[y[b].length][classes];
      double[] m = new double[classes];
      for (int t = 0; t < p.length; t++) {
        double[] v = new double[classes];
        for (int c = 0; c < classes; c++) {
          v[c] = lif.membrane(h[c][t]);
        }
        SoftmaxCrossEntropy.softmax(v, p[t], classes);
        for (int c = 0; c < classes; c++) {
          m[c] += p[t][c];
        }
      }
      double[] gm = new double[classes];
      loss += SoftmaxCrossEntropy.loss(m, targets[b], gm, classes) / y.length;
      scores[b] = new double[p.length][classes];
      for (int t = 0; t < p.length; t++) {
        double[] g = Arrays.stream(gm).map(v -> v / y.length).toArray();
        SoftmaxCrossEntropy.softmaxBackward(p[t], g, classes);
        scores[b][t] = g;
      }
      for (int c = 0; c < classes; c++) {
        double[] gv = column(new double[][][] {scores[b]}, c);
        double[] gx = lif.backward(h[c], new double[gv.length], gv);
        for (int t = 0; t < gx.length; t++) {
          scores[b][t][c] = gx[t];
        }
      }
    }
    return loss;
  }

  private static double[] column(double[][][] samples, int c) {
    return Arrays.stream(samples).flatMap(Arrays::stream).mapToDouble(row -> row[c]).toArray();
  }
}
