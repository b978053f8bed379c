package org.hillock.models.delays.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.RandomKey;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** The card of a network: everything that follows from its settings, and its example. */
final class DelaysCard {
  static final String NAME = "delays";
  private static final String PAPER =
      "Hammouamri, Khalfaoui-Hassani, Masquelier: Learning Delays in Spiking Neural Networks using"
          + " Dilated Convolutions with Learnable Spacings. ICLR 2024, arXiv 2306.17670";
  private static final double TOLERANCE = 1e-4;
  private static final int EXAMPLE_STEPS = 28;

  private DelaysCard() {}

  /** A card without example and provenance. */
  static ModelCard draft(String name, NetworkParameters parameters) {
    DelaySettings s = parameters.settings();
    List<SiteSpec> sites = new ArrayList<>();
    List<TensorSpec> state = new ArrayList<>();
    for (int l = 0; l < s.layers(); l++) {
      DelayShape shape = s.shape(l);
      String layer = s.isReadout(l) ? "readout" : "hidden" + (l + 1);
      if (!s.isReadout(l)) {
        sites.add(SiteSpec.spikes(layer + ".spikes", shape.outputs(), s.dt()));
      }
      sites.add(SiteSpec.dense(layer + ".membrane", shape.outputs(), s.dt()));
      Axis units = Axis.of("unit", shape.outputs());
      Axis delay = Axis.of("delay", shape.taps() - 1);
      state.add(TensorSpec.of(layer + ".pending", DType.F32, Axis.batch(), delay, units));
      state.add(TensorSpec.of(layer + ".membrane", DType.F32, Axis.batch(), units));
    }
    Axis classes = Axis.of("class", s.outputs());
    state.add(TensorSpec.of("scores", DType.F32, Axis.batch(), classes));
    return ModelCard.builder(name)
        .paper(PAPER)
        .inputs(
            TensorSpec.of(
                "x", DType.F32, Axis.time(), Axis.batch(), Axis.of("channel", s.inputs())))
        .outputs(TensorSpec.of("scores", DType.F32, Axis.batch(), classes))
        .sites(sites)
        .state(StateLayout.of("delays-1", state.toArray(TensorSpec[]::new)))
        .parameterCount(parameters.trainable())
        .build();
  }

  /** The card with an example made from one sample {@code [time, 1, channel]}. */
  static ModelCard withExample(ModelCard card, NetworkParameters parameters, Tensor sample) {
    DelaysModel model = new DelaysModel(parameters, card);
    long[] spikes = new long[1];
    Hook count =
        (first, values, valid) -> {
          for (int i = 0; i < values.size(); i++) {
            spikes[0] += values.get(i) != 0 ? 1 : 0;
          }
        };
    Hooks hooks = site -> card.sites().get(site).kind() == SiteSpec.Kind.SPIKES ? count : null;
    Inputs inputs = Inputs.of(sample.copy()).markAll(Inputs.FIRST | Inputs.LAST);
    Outputs outputs = Outputs.allocate(card, inputs.time(), 1);
    model.apply(inputs, model.initialState(1), outputs, hooks);
    Example example =
        new Example(
            inputs.time(), 1, List.of(sample), List.of(outputs.tensor(0)), TOLERANCE, spikes[0]);
    return card.toBuilder().example(example).build();
  }

  /** A sample of noise, for networks that come without an example. */
  static Tensor noise(DelaySettings settings) {
    Tensor sample = Tensor.zeros(DType.F32, EXAMPLE_STEPS, 1, settings.inputs());
    RandomKey key = RandomKey.of(1).child("example");
    for (int i = 0; i < sample.size(); i++) {
      sample.set(i, key.uniform(i));
    }
    return sample;
  }

  /** Read-only tensors over live arrays. */
  static Map<String, Tensor> readOnly(NetworkParameters parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.tensors().forEach((name, tensor) -> tensors.put(name, tensor.readOnly()));
    return Collections.unmodifiableMap(tensors);
  }
}
