package org.hillock.record.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.NearestNames;
import org.hillock.api.registry.Registry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Activations into a file, and a file through an analysis. */
@Component(
    service = RecordCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=record",
      "osgi.command.function=replay"
    })
public final class RecordCommands {
  private static final long LOOK_MS = 1_000;
  private static final int DEFAULT_FRAMES = 1000;

  private final Registry registry;
  private final Activations activations;
  private final Map<Long, Hosted> analyzers = new ConcurrentHashMap<>();

  private record Hosted(Analyzer<?> analyzer, Map<String, Object> properties) {}

  @Activate
  public RecordCommands(@Reference Registry registry, @Reference Activations activations) {
    this.registry = registry;
    this.activations = activations;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAnalyzer(Analyzer<?> analyzer, Map<String, Object> properties) {
    analyzers.put((Long) properties.get("service.id"), new Hosted(analyzer, properties));
  }

  void unbindAnalyzer(Map<String, Object> properties) {
    analyzers.remove((Long) properties.get("service.id"));
  }

  @Descriptor(
      "Records frames into a safetensors file with an index FILE.json."
          + " Example: record fashion hidden1.spikes --to run.safetensors --frames 1000")
  public void record(
      CommandSession session,
      @Descriptor("file to write")
          @Parameter(
              names = {"-t", "--to"},
              absentValue = "")
          String to,
      @Descriptor("end after so many frames; 1000 where neither this nor --seconds is given")
          @Parameter(
              names = {"-n", "--frames"},
              absentValue = "0")
          int frames,
      @Descriptor("end after so many seconds")
          @Parameter(
              names = {"-s", "--seconds"},
              absentValue = "0")
          int seconds,
      @Descriptor("record each n-th step")
          @Parameter(
              names = {"-e", "--every"},
              absentValue = "1")
          int every,
      @Descriptor("never miss a frame: calls wait, and are refused after 30 s")
          @Parameter(
              names = {"-l", "--lossless"},
              presentValue = "true",
              absentValue = "false")
          boolean lossless,
      @Descriptor("name or alias") String model,
      @Descriptor("name of the site, '*' for all") String site)
      throws InterruptedException, IOException {
    if (to.isBlank() || frames < 0 || seconds < 0 || every < 1) {
      throw new RecordingException(
          "expected --to FILE, --frames and --seconds of 0 or more, --every of 1 or more");
    }
    int limit = frames > 0 ? frames : seconds > 0 ? Integer.MAX_VALUE : DEFAULT_FRAMES;
    ModelInfo known = registry.model(model);
    known.live().ifPresent(version -> requireSite(registry.card(version), site));
    Path file = Path.of(to).toAbsolutePath();
    boolean interrupted = false;
    String early;
    long kept;
    try (RecordingWriter writer = new RecordingWriter(file, every)) {
      Collector collector = new Collector(limit, writer);
      try (Subscription following =
          activations.subscribe(
              known.name(), site, every, lossless ? Delivery.LOSSLESS : Delivery.LIVE, collector)) {
        follow(collector, seconds, session.getConsole());
      } catch (InterruptedException e) {
        // Whoever asked has gone; what was recorded until then is kept.
        interrupted = true;
      }
      collector.end();
      writer.finish();
      kept = writer.frames();
      early = collector.endedEarly();
    }
    session
        .getConsole()
        .println(
            kept
                + " frames and markers are in "
                + file
                + (early.isEmpty() ? "" : "; ended early: " + early));
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private static void requireSite(ModelCard card, String site) {
    if (!site.equals("*") && card.site(site) < 0) {
      throw new RecordingException(
          "expected a site of model "
              + card.name()
              + " or '*', got '"
              + site
              + "'"
              + NearestNames.hint(site, card.sites().stream().map(SiteSpec::name).toList()));
    }
  }

  /** Until it is full or time is over; says each second where it stands, but for short ones. */
  private static void follow(Collector collector, int seconds, PrintStream console)
      throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + (seconds > 0 ? seconds * 1_000_000_000L : Long.MAX_VALUE / 2);
    long left = end - System.nanoTime();
    while (left > 0 && !collector.await(Math.min(LOOK_MS, left / 1_000_000 + 1))) {
      long now = System.nanoTime();
      left = end - now;
      long passed = (now - begin) / 1_000_000;
      if (passed > 2 * LOOK_MS && left > 0) {
        console.println(collector.progress() + " after " + passed / 1000 + " s");
      }
    }
  }

  @Descriptor(
      "Reads a recording through an analysis and prints its findings."
          + " Example: replay run.safetensors --analysis rates")
  public void replay(
      CommandSession session,
      @Descriptor("name of the analysis")
          @Parameter(
              names = {"-a", "--analysis"},
              absentValue = "rates")
          String analysis,
      @Descriptor("recording") String file)
      throws IOException {
    RecordingReader recording = RecordingReader.open(Path.of(file).toAbsolutePath());
    List<Hosted> running =
        analyzers.values().stream()
            .filter(h -> analysis.equals(h.properties.get(Analyzer.NAME)))
            .filter(h -> reads(h, recording))
            .sorted(Comparator.comparing(h -> (Long) h.properties.get("service.id")))
            .toList();
    if (running.isEmpty()) {
      throw new RecordingException(
          "no analysis '" + analysis + "' reads the model of " + file + "; analyses lists all");
    }
    PrintStream out = session.getConsole();
    for (Hosted hosted : running) {
      Progress progress = new Progress(recording.frames(), out);
      for (Finding f :
          Replay.through(hosted.analyzer, hosted.properties, recording, frame -> progress.one())) {
        out.println(f.key() + " " + f.json());
      }
    }
  }

  private static boolean reads(Hosted hosted, RecordingReader recording) {
    Object model = hosted.properties.get(Analyzer.MODEL);
    return model == null || recording.has(String.valueOf(model));
  }
}
