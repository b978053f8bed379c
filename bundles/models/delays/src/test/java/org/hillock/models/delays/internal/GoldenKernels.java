package org.hillock.models.delays.internal;

import jakarta.json.JsonObject;

/** Golden checks of kernels and delayed convolutions. */
final class GoldenKernels {
  private GoldenKernels() {}

  static void kernel(Golden file) {
    DelayShape shape = shape(file, 0, 0);
    Layer layer = Layer.of(file, shape);
    DelayKernel kernel = new DelayKernel(shape);
    kernel.build(layer.form, layer.weight, layer.position, layer.sigma);
    Golden.assertAgrees(
        "kernel",
        Golden.tensor(file.object("outputs"), "kernel").data(),
        flat(shape, kernel.rows()),
        Golden.FORWARD);
    float[] g = Golden.tensor(file.root(), "cotangent").floats();
    layer.assertGradients(file, kernel, rows(shape, g));
  }

  static void convolution(Golden file) {
    DelayShape shape = shape(file, file.integer("left_padding"), file.integer("right_padding"));
    Layer layer = Layer.of(file, shape);
    DelayKernel kernel = new DelayKernel(shape);
    kernel.build(layer.form, layer.weight, layer.position, layer.sigma);
    GoldenTensor x = Golden.tensor(file.object("inputs"), "x");
    int batch = x.dim(0);
    int[] lengths = new int[batch];
    java.util.Arrays.fill(lengths, x.dim(2));
    DelayedConvolution convolution = new DelayedConvolution(shape);
    RowBuffer y = new RowBuffer(shape.outputs());
    Sequences in = Sequences.of(lengths);
    Sequences out = convolution.forward(x.batchMajorRows(), in, kernel.rows(), y);
    int steps = x.dim(2) + shape.growth();
    JsonObject outputs = file.object("outputs");
    float[][] rows = y.rows(out.total());
    GoldenTensor gy = Golden.tensor(file.root(), "cotangent");
    if (file.object("config").getBoolean("bias", false)) {
      bias(file, rows, out.total(), gy, shape);
    }
    Golden.assertAgrees(
        "y",
        Golden.tensor(outputs, "y").data(),
        GoldenTensor.batchMajor(rows, batch, steps),
        Golden.FORWARD);
    if (outputs.containsKey("kernel")) {
      Golden.assertAgrees(
          "kernel",
          Golden.tensor(outputs, "kernel").data(),
          flat(shape, kernel.rows()),
          Golden.FORWARD);
    }
    float[][][] gKernel = new float[shape.inputs()][shape.taps()][shape.outputs()];
    convolution.kernelGradient(gy.batchMajorRows(), gKernel);
    layer.assertGradients(file, kernel, gKernel);
    RowBuffer gx = new RowBuffer(shape.inputs());
    convolution.inputGradient(gy.batchMajorRows(), kernel.rows(), gx);
    Golden.assertAgrees(
        "gradient of x",
        Golden.tensor(file.object("grads"), "x").data(),
        GoldenTensor.batchMajor(gx.rows(in.total()), batch, x.dim(2)),
        Golden.GRADIENT);
  }

  private static void bias(
      Golden file, float[][] rows, int total, GoldenTensor gy, DelayShape shape) {
    float[] bias = Golden.tensor(file.object("params"), "bias").floats();
    float[] gradient = new float[bias.length];
    float[][] g = gy.batchMajorRows();
    for (int r = 0; r < total; r++) {
      for (int o = 0; o < shape.outputs(); o++) {
        rows[r][o] += bias[o];
        gradient[o] += g[r][o];
      }
    }
    Golden.assertAgrees(
        "gradient of bias",
        Golden.tensor(file.object("grads"), "bias").data(),
        gradient,
        Golden.GRADIENT);
  }

  private static DelayShape shape(Golden file, int left, int right) {
    return new DelayShape(
        file.integer("in_channels"),
        file.integer("out_channels"),
        file.integer("groups"),
        file.integer("kernel_count"),
        file.integer("dilated_kernel_size"),
        left,
        right);
  }

  private static float[] flat(DelayShape shape, float[][][] rows) {
    int per = shape.inputsPerGroup();
    float[] flat = new float[shape.outputs() * per * shape.taps()];
    for (int o = 0; o < shape.outputs(); o++) {
      for (int i = 0; i < per; i++) {
        for (int k = 0; k < shape.taps(); k++) {
          int input = o / shape.outputsPerGroup() * per + i;
          flat[(o * per + i) * shape.taps() + k] = rows[input][k][o];
        }
      }
    }
    return flat;
  }

  private static float[][][] rows(DelayShape shape, float[] flat) {
    int per = shape.inputsPerGroup();
    float[][][] rows = new float[shape.inputs()][shape.taps()][shape.outputs()];
    for (int o = 0; o < shape.outputs(); o++) {
      for (int i = 0; i < per; i++) {
        for (int k = 0; k < shape.taps(); k++) {
          int input = o / shape.outputsPerGroup() * per + i;
          rows[input][k][o] = flat[(o * per + i) * shape.taps() + k];
        }
      }
    }
    return rows;
  }

  private record Layer(KernelForm form, float[] weight, float[] position, float[] sigma) {
    static Layer of(Golden file, DelayShape shape) {
      JsonObject params = file.object("params");
      KernelForm form = KernelForm.named(file.object("config").getString("version"));
      float[] sigma = params.containsKey("SIG") ? Golden.tensor(params, "SIG").floats() : null;
      return new Layer(
          form,
          Golden.tensor(params, "weight").floats(),
          Golden.tensor(params, "P").floats(),
          sigma);
    }

    void assertGradients(Golden file, DelayKernel kernel, float[][][] gKernel) {
      float[] gWeight = new float[weight.length];
      float[] gPosition = new float[weight.length];
      float[] gSigma = new float[weight.length];
      kernel.backward(form, weight, position, sigma, gKernel, gWeight, gPosition, gSigma);
      JsonObject grads = file.object("grads");
      Golden.assertAgrees(
          "gradient of W", Golden.tensor(grads, "weight").data(), gWeight, Golden.GRADIENT);
      Golden.assertAgrees(
          "gradient of P", Golden.tensor(grads, "P").data(), gPosition, Golden.GRADIENT);
      if (grads.containsKey("SIG")) {
        Golden.assertAgrees(
            "gradient of SIG", Golden.tensor(grads, "SIG").data(), gSigma, Golden.GRADIENT);
      }
    }
  }
}
