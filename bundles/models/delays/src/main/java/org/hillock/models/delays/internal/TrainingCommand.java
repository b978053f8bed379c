package org.hillock.models.delays.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelCard;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.FashionMnist;
import org.hillock.data.TrainingView;
import org.hillock.store.Checkpoints;

/** Trains, measures once on the test split, and writes a checkpoint with its provenance. */
public final class TrainingCommand {
  private final TrainingOptions options;
  private final TrainingPlan plan;
  private final PrintStream out;
  private double seconds;

  private TrainingCommand(TrainingOptions options, PrintStream out) {
    this.options = options;
    this.plan = options.plan();
    this.out = out;
  }

  /**
   * Runs the command.
   *
   * @return its exit code
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
    TrainingCommand command;
    try {
      command = new TrainingCommand(new TrainingOptions(arguments), out);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
    command.train();
    return 0;
  }

  private void train() throws IOException {
    TrainingView data = TrainingView.of(data());
    ImageRows train = new ImageRows(data, Split.TRAIN);
    ImageRows validation = new ImageRows(data, Split.VALIDATION);
    DelaySettings settings = options.settings(train.channels(), data.classes().size());
    out.printf(
        Locale.ROOT,
        "train delays, %s delays: %d-%s%d, %d taps, %s, %d images, %d epochs, seed %d%n",
        plan.arm().lower(),
        settings.inputs(),
        (settings.hidden() + "-").repeat(settings.hiddenLayers()),
        settings.outputs(),
        settings.taps(),
        data.id(),
        train.size(),
        plan.epochs(),
        plan.seed());
    Training training = new Training(plan, settings, train, validation);
    NetworkParameters chosen = training.run(epoch -> show(epoch, train.size()));

    data.trained();
    Score test = Score.of(chosen, new ImageRows(data, Split.TEST), plan.batch());
    Map<String, String> provenance = provenance(data, training, test);
    ModelCard card = DelaysCard.draft(options.name(), chosen);
    card = card.toBuilder().provenance(provenance).build();
    card = DelaysCard.withExample(card, chosen, sample(validation));
    Path file = options.out();
    String sha256 =
        Checkpoints.write(
            Checkpoint.of(
                DelaysCard.NAME, Checkpoint.NONE, settings.toMap(), chosen.tensors(), card),
            file);
    out.printf(
        Locale.ROOT,
        "%s: epoch %d, validation %.2f %%, test %.2f %% of %d, %.0f s, sha256 %s%n",
        file,
        training.bestEpoch() + 1,
        100 * training.bestScore().accuracy(),
        100 * test.accuracy(),
        data.size(Split.TEST),
        seconds,
        sha256);
  }

  private Dataset data() throws IOException {
    return options.data().equals("small")
        ? FashionMnist.embedded()
        : FashionMnist.folder(Path.of(options.data()));
  }

  private void show(Training.Epoch epoch, int images) {
    seconds += epoch.seconds();
    int done = epoch.epoch() + 1;
    out.printf(
        Locale.ROOT,
        "epoch %3d/%d  loss %.4f  training %.2f %%  validation %.2f %% (loss %.4f)"
            + "  %.0f images/s  %.0f s left%n",
        done,
        plan.epochs(),
        epoch.loss(),
        100 * epoch.accuracy(),
        100 * epoch.validation().accuracy(),
        epoch.validation().loss(),
        images / epoch.seconds(),
        seconds / done * (plan.epochs() - done));
  }

  private static Tensor sample(ImageRows images) {
    float[][] rows = new float[images.steps()][images.channels()];
    images.read(0, rows, 0);
    float[] flat = new float[images.steps() * images.channels()];
    for (int t = 0; t < rows.length; t++) {
      System.arraycopy(rows[t], 0, flat, t * images.channels(), images.channels());
    }
    return Tensor.of(flat, images.steps(), 1, images.channels());
  }

  private Map<String, String> provenance(Dataset data, Training training, Score test) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("data", data.id());
    map.put("split", data.splitHash());
    plan.toMap().forEach((key, value) -> map.put("training." + key, value));
    map.put("chosenEpoch", Integer.toString(training.bestEpoch() + 1));
    map.put("chosenBy", "lowest validation loss");
    map.put("validationAccuracy", Double.toString(training.bestScore().accuracy()));
    map.put("testAccuracy", Double.toString(test.accuracy()));
    map.put("code", "org.hillock.models.delays " + version());
    map.put("provider", "plain Java " + System.getProperty("java.version"));
    return map;
  }

  private static String version() {
    String version = TrainingCommand.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }
}
