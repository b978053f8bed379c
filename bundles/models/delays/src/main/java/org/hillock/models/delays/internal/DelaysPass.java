package org.hillock.models.delays.internal;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Mode;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.Pass;
import org.hillock.api.model.RandomKey;
import org.hillock.api.model.State;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A pass over whole samples for trainers of any kind. Training uses the kernels of the settings,
 * batch statistics and dropout; the other modes whole delays and running statistics. The model's
 * own parameters are not changed.
 */
final class DelaysPass implements Pass {
  private final NetworkPass pass;
  private final Sequences in;
  private final int time;
  private final Outputs outputs;
  private final State state;
  private final SiteRecord sites;
  private boolean done;

  private DelaysPass(
      NetworkPass pass, Sequences in, int time, Outputs outputs, State state, SiteRecord sites) {
    this.pass = pass;
    this.in = in;
    this.time = time;
    this.outputs = outputs;
    this.state = state;
    this.sites = sites;
  }

  static DelaysPass run(
      DelaysModel model,
      NetworkParameters parameters,
      Inputs inputs,
      State state,
      Mode mode,
      Hooks hooks,
      RandomKey key) {
    State next = state.take();
    boolean training = mode == Mode.TRAINING;
    NetworkParameters own = training ? parameters.copy() : parameters.rounded();
    NetworkPass pass = new NetworkPass(own);
    int batch = inputs.batch();
    int[] lengths = new int[batch];
    for (int row = 0; row < batch; row++) {
      lengths[row] = inputs.length(row);
    }
    Sequences in = Sequences.of(lengths);
    KernelForm form = training ? parameters.settings().form() : KernelForm.MAX;
    SiteRecord sites = new SiteRecord(parameters.settings(), hooks, next.step());
    double[][] scores =
        pass.forward(rows(inputs.tensor(0), in), in, form, training, training ? key : null, sites);
    Outputs outputs = Outputs.allocate(model.card(), inputs.time(), batch);
    for (int row = 0; row < batch; row++) {
      for (int c = 0; c < scores[row].length; c++) {
        outputs.tensor(0).set(row * scores[row].length + c, scores[row][c]);
      }
      next.clear(row);
    }
    DelaySettings s = parameters.settings();
    next.advance(inputs.time() + (long) s.layers() * s.shape(0).growth());
    return new DelaysPass(pass, in, inputs.time(), outputs, next, sites);
  }

  private static float[][] rows(Tensor x, Sequences in) {
    int batch = in.samples();
    int channels = x.dim(2);
    float[][] rows = new float[in.total()][channels];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < in.lengths()[b]; t++) {
        x.copyTo((t * batch + b) * channels, rows[in.starts()[b] + t], 0, channels);
      }
    }
    return rows;
  }

  @Override
  public Outputs outputs() {
    return outputs;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Gradients backward(Tensor... cotangents) {
    Tensor scores = outputs.tensor(0);
    if (cotangents.length != 1 || !cotangents[0].hasShape(scores.shape())) {
      throw new InputException("expected one cotangent " + scores + ", got " + cotangents.length);
    }
    if (done) {
      throw new IllegalStateException("expected one backward in a pass, got a second");
    }
    done = true;
    int classes = scores.dim(1);
    double[][] g = new double[in.samples()][classes];
    for (int i = 0; i < scores.size(); i++) {
      g[i / classes][i % classes] = cotangents[0].get(i);
    }
    float[][] gx = pass.backward(g, true, sites::gradients);
    Tensor input = Tensor.zeros(DType.F32, time, in.samples(), gx.length == 0 ? 0 : gx[0].length);
    SiteRecord.copy(gx, in, input);
    return new DelaysGradients(pass.gradients(), input, sites);
  }
}
