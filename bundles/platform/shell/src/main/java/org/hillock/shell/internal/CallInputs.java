package org.hillock.shell.internal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * Inputs for one call of one row, from what people give.
 *
 * @param inputs whole sample, FIRST and LAST
 * @param what for display
 */
record CallInputs(Inputs inputs, String what) {

  /** Zeros of as many steps as the card's example has. */
  static CallInputs zeros(ModelCard card) {
    int time = card.example() == null ? 1 : card.example().time();
    Tensor[] tensors =
        card.inputs().stream().map(spec -> spec.allocate(time, 1)).toArray(Tensor[]::new);
    return new CallInputs(whole(time, tensors), "zeros of " + time + " steps");
  }

  /** A sample of a data set; bytes are scaled to 0..1, rows become steps. */
  static CallInputs sample(ModelCard card, Dataset data, Split split, int index) {
    if (index >= data.size(split)) {
      throw new CommandFailedException(
          "expected an index below "
              + data.size(split)
              + " in "
              + data.id()
              + " "
              + split
              + ", got "
              + index);
    }
    Tensor sample = Tensor.zeros(data.dtype(), data.sampleShape());
    data.read(split, index, sample);
    double scale = data.dtype() == DType.U8 ? 255 : 1;
    double[] values = new double[sample.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sample.get(i) / scale;
    }
    String label = data.classes().get(data.label(split, index));
    Inputs inputs = of(card, values);
    inputs.describe(0, new SampleId(data.id(), split, index), "", label);
    String what = data.id() + " " + split.name().toLowerCase(java.util.Locale.ROOT) + " " + index;
    return new CallInputs(inputs, what + " (" + label + ")");
  }

  static CallInputs json(ModelCard card, String json) {
    List<Double> numbers = new ArrayList<>();
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      collect(reader.readArray(), numbers);
    } catch (JsonException e) {
      throw new UsageException("expected a JSON array of numbers, got '" + json + "'");
    }
    double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return new CallInputs(of(card, values), values.length + " numbers");
  }

  private static void collect(JsonArray array, List<Double> numbers) {
    for (JsonValue value : array) {
      if (value instanceof JsonArray inner) {
        collect(inner, numbers);
      } else if (value instanceof JsonNumber number) {
        numbers.add(number.doubleValue());
      } else {
        throw new UsageException("expected only numbers in the JSON array, got " + value);
      }
    }
  }

  private static Inputs of(ModelCard card, double[] values) {
    if (card.inputs().size() != 1) {
      throw new CommandFailedException(
          "expected a model of one input, got " + card.inputs().size() + " of " + card.name());
    }
    TensorSpec spec = card.inputs().get(0);
    int step = spec.allocate(1, 1).size();
    if (values.length == 0 || values.length % step != 0) {
      throw new CommandFailedException(
          "expected a multiple of " + step + " numbers for " + spec + ", got " + values.length);
    }
    boolean timed = spec.axis(Axis.TIME) >= 0;
    int time = timed ? values.length / step : 1;
    Tensor tensor = spec.allocate(time, 1);
    if (tensor.size() != values.length) {
      throw new CommandFailedException(
          "expected " + tensor.size() + " numbers for " + spec + ", got " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return whole(time, tensor);
  }

  private static Inputs whole(int time, Tensor... tensors) {
    return Inputs.of(time, 1, tensors).markAll(Inputs.FIRST | Inputs.LAST);
  }
}
