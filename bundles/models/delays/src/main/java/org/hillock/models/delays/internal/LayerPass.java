package org.hillock.models.delays.internal;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.hillock.nn.BatchNorm;
import org.hillock.nn.Dropout;
import org.hillock.nn.Lif;
import org.hillock.nn.Rows;

/**
 * One layer over whole sequences: convolution, normalisation, neurons, dropout, and the way back.
 * Reused from batch to batch by one thread.
 */
final class LayerPass {
  private final LayerParameters parameters;
  private final LayerParameters gradients;
  private final Lif lif;
  private final boolean readout;
  private final BatchNorm norm;
  private final Dropout dropout;
  private final DelayKernel kernel;
  private final float[][][] gKernel;
  private final DelayedConvolution convolution;
  private final RowBuffer currents;
  private final RowBuffer membranes;
  private final RowBuffer results;
  private final RowBuffer cotangents;
  private final RowBuffer inputGradients;
  private final float[] carry;
  private final float[] line;

  private KernelForm form;
  private Sequences out;
  private float[][] masks;
  private BatchNorm.Batch batch;
  private float[] scale;

  LayerPass(NetworkParameters all, NetworkParameters gradients, int layer) {
    DelaySettings settings = all.settings();
    this.parameters = all.layers().get(layer);
    this.gradients = gradients.layers().get(layer);
    this.lif = settings.lif(layer);
    this.readout = settings.isReadout(layer);
    DelayShape shape = parameters.shape();
    this.norm = new BatchNorm(shape.outputs(), settings.epsilon(), settings.momentum());
    this.dropout = new Dropout(readout ? 0 : settings.dropout());
    this.kernel = new DelayKernel(shape);
    this.gKernel = new float[shape.inputs()][shape.taps()][shape.outputs()];
    this.convolution = new DelayedConvolution(shape);
    this.currents = new RowBuffer(shape.outputs());
    this.membranes = new RowBuffer(shape.outputs());
    this.results = new RowBuffer(shape.outputs());
    this.cotangents = new RowBuffer(shape.outputs());
    this.inputGradients = new RowBuffer(shape.inputs());
    this.carry = new float[shape.outputs()];
    this.line = new float[shape.outputs()];
  }

  /**
   * Forward pass.
   *
   * @param x input rows
   * @param in their layout
   * @param kernelForm form of the kernels
   * @param training whether batch statistics are used and running ones moved
   * @param key randomness of the dropout, null for none
   * @return layout of the results
   */
  Sequences forward(
      float[][] x, Sequences in, KernelForm kernelForm, boolean training, RandomKey key) {
    form = kernelForm;
    kernel.build(form, parameters.weight(), parameters.position(), parameters.sigma());
    out = convolution.forward(x, in, kernel.rows(), currents);
    normalise(training);
    masks(key);
    int n = parameters.shape().outputs();
    float[][] h = membranes.rows(out.total());
    float[][] y = results.rows(out.total());
    for (int b = 0; b < out.samples(); b++) {
      Arrays.fill(carry, lif.reset());
      for (int t = out.starts()[b]; t < out.starts()[b + 1]; t++) {
        lif.step(h[t], carry, h[t], y[t], n);
        if (readout) {
          System.arraycopy(carry, 0, y[t], 0, n);
        }
      }
    }
    return out;
  }

  /** Applies the dropout of this pass to the results. */
  void drop() {
    if (masks == null) {
      return;
    }
    float[][] y = results.rows(out.total());
    for (int b = 0; b < out.samples(); b++) {
      for (int t = out.starts()[b]; t < out.starts()[b + 1]; t++) {
        multiply(y[t], masks[b], masks[b].length);
      }
    }
  }

  private void normalise(boolean training) {
    float[][] x = currents.rows(out.total());
    float[][] h = membranes.rows(out.total());
    batch = null;
    scale = null;
    if (!parameters.normalised()) {
      for (int r = 0; r < out.total(); r++) {
        System.arraycopy(x[r], 0, h[r], 0, x[r].length);
      }
      return;
    }
    float[] shift;
    if (training) {
      batch = norm.statistics(x, out.total());
      norm.updateRunning(batch, parameters.mean(), parameters.variance());
      scale = norm.scale(parameters.gamma(), batch.variance());
      shift = norm.shift(parameters.beta(), scale, batch.mean());
    } else {
      scale = norm.scale(parameters.gamma(), parameters.variance());
      shift = norm.shift(parameters.beta(), scale, parameters.mean());
    }
    for (int r = 0; r < out.total(); r++) {
      norm.apply(x[r], scale, shift, h[r]);
    }
  }

  private void masks(RandomKey key) {
    masks = null;
    if (key != null && dropout.probability() > 0) {
      masks = new float[out.samples()][parameters.shape().outputs()];
      for (int b = 0; b < masks.length; b++) {
        dropout.mask(key.child(b), masks[b]);
      }
    }
  }

  private static void multiply(float[] y, float[] mask, int n) {
    for (int j = 0; j < n; j++) {
      y[j] *= mask[j];
    }
  }

  /** Rows of the last results: spikes, or membranes of the read-out. */
  float[][] results() {
    return results.rows(out.total());
  }

  /** Rows of the membranes before the reset. */
  float[][] membranes() {
    return membranes.rows(out.total());
  }

  /** Rows into which the gradients of the results go before {@link #backward}. */
  float[][] cotangents() {
    return cotangents.rows(out.total());
  }

  /**
   * Backward pass from {@link #cotangents}, which it overwrites; parameter gradients are replaced.
   *
   * @param wantsInput whether the input gradient is needed
   * @param sites sees the gradients at the layer's sites
   * @return rows of the input gradient, or null
   */
  float[][] backward(boolean wantsInput, SiteGradients sites) {
    float[][] g = cotangents.rows(out.total());
    float[][] h = membranes.rows(out.total());
    int n = parameters.shape().outputs();
    for (int b = 0; b < out.samples(); b++) {
      Arrays.fill(carry, 0);
      for (int t = out.starts()[b + 1] - 1; t >= out.starts()[b]; t--) {
        if (readout) {
          Rows.add(carry, n, g[t], 1f);
          Arrays.fill(line, 0);
          sites.membrane(t, carry);
          lif.backStep(h[t], line, carry, g[t], n);
        } else {
          if (masks != null) {
            multiply(g[t], masks[b], n);
          }
          sites.results(t, g[t]);
          sites.membrane(t, carry);
          lif.backStep(h[t], g[t], carry, g[t], n);
        }
      }
    }
    normaliseBackward(g);
    convolution.kernelGradient(g, gKernel);
    kernel.backward(
        form,
        parameters.weight(),
        parameters.position(),
        parameters.sigma(),
        gKernel,
        gradients.weight(),
        gradients.position(),
        null);
    if (!wantsInput) {
      return null;
    }
    convolution.inputGradient(g, kernel.rows(), inputGradients);
    return inputGradients.rows(0);
  }

  private void normaliseBackward(float[][] g) {
    if (batch != null) {
      norm.backward(
          currents.rows(out.total()),
          batch,
          parameters.gamma(),
          g,
          gradients.gamma(),
          gradients.beta());
    } else if (scale != null) {
      for (int r = 0; r < out.total(); r++) {
        multiply(g[r], scale, scale.length);
      }
    }
  }
}
