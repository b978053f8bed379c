package org.hillock.shell.internal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One call of a model. */
@Component(
    service = InferCommand.class,
    property = {"osgi.command.scope=hillock", "osgi.command.function=infer"})
public final class InferCommand {
  private static final int SHOWN = 12;
  private static final CallOptions CALL = new CallOptions("shell", 1, Duration.ofSeconds(30));

  private final Registry registry;
  private final BundleContext context;

  @Activate
  public InferCommand(BundleContext context, @Reference Registry registry) {
    this.context = context;
    this.registry = registry;
  }

  @Descriptor(
      "Calls a model on a sample of a data set, on JSON numbers, or on zeros."
          + " Example: infer fashion --image 7")
  public void infer(
      CommandSession session,
      @Descriptor("index of a sample")
          @Parameter(
              names = {"-i", "--image"},
              absentValue = "-1")
          int image,
      @Descriptor("id of the data set")
          @Parameter(
              names = {"-d", "--dataset"},
              absentValue = "fashion-mnist")
          String dataset,
      @Descriptor("train, validation or test")
          @Parameter(
              names = {"-s", "--split"},
              absentValue = "test")
          String split,
      @Descriptor("JSON array of numbers in quotes, such as '[[0, 1], [1, 0]]'")
          @Parameter(
              names = {"-j", "--json"},
              absentValue = "")
          String json,
      @Descriptor("name or alias") String model) {
    PrintStream out = session.getConsole();
    try (Client client = registry.client(model, CALL)) {
      ModelCard card = client.card();
      Dataset data = image >= 0 ? dataset(dataset) : null;
      CallInputs inputs =
          data != null
              ? CallInputs.sample(card, data, split(split), image)
              : json.isEmpty() ? CallInputs.zeros(card) : CallInputs.json(card, json);
      Outputs outputs = Outputs.allocate(card, inputs.inputs().time(), 1);
      long start = System.nanoTime();
      VersionId version = client.apply(inputs.inputs(), outputs);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      out.println(version + " on " + inputs.what() + " in " + Times.millis(took));
      for (int i = 0; i < outputs.count(); i++) {
        show(card.outputs().get(i).name(), outputs.tensor(i), data, out);
      }
    }
  }

  private static void show(String name, Tensor tensor, Dataset data, PrintStream out) {
    if (data != null && tensor.size() == data.classes().size()) {
      Table table = new Table("CLASS", name.toUpperCase(java.util.Locale.ROOT));
      IntStream.range(0, tensor.size())
          .boxed()
          .sorted((a, b) -> Double.compare(tensor.get(b), tensor.get(a)))
          .limit(3)
          .forEach(c -> table.row(data.classes().get(c), (float) tensor.get(c)));
      table.print(out, "");
      return;
    }
    List<String> values =
        IntStream.range(0, Math.min(SHOWN, tensor.size()))
            .mapToObj(i -> Float.toString((float) tensor.get(i)))
            .toList();
    out.println(name + " " + tensor + " " + values + (tensor.size() > SHOWN ? " ..." : ""));
  }

  private static Split split(String name) {
    for (Split split : Split.values()) {
      if (split.name().equalsIgnoreCase(name)) {
        return split;
      }
    }
    throw new UsageException("expected train, validation or test, got '" + name + "'");
  }

  private Dataset dataset(String id) {
    try {
      List<ServiceReference<Dataset>> all =
          List.copyOf(context.getServiceReferences(Dataset.class, null));
      for (ServiceReference<Dataset> reference : all) {
        if (id.equals(reference.getProperty(Dataset.ID))) {
          return context.getService(reference);
        }
      }
      List<String> ids = all.stream().map(r -> String.valueOf(r.getProperty(Dataset.ID))).toList();
      throw new CommandFailedException("expected a data set of " + ids + ", got '" + id + "'");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected no filter to be valid", e);
    }
  }
}
