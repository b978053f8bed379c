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
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
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
  private static final long MAX_BYTES = 128L << 20;
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
    Collector collector = new Collector(limit, MAX_BYTES);
    Path file = Path.of(to).toAbsolutePath();
    try (Subscription following =
        activations.subscribe(
            registry.model(model).name(),
            site,
            every,
            lossless ? Delivery.LOSSLESS : Delivery.LIVE,
            collector)) {
      collector.await(seconds > 0 ? seconds : Integer.MAX_VALUE);
    }
    List<Frame> kept = collector.frames();
    RecordingWriter.write(file, every, kept);
    session
        .getConsole()
        .println(
            kept.size()
                + " frames and markers are in "
                + file
                + (collector.outOfMemory() ? "; ended early at 128 MiB" : ""));
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
    RecordingReader recording = RecordingReader.read(Path.of(file).toAbsolutePath());
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
      for (Finding f : Replay.through(hosted.analyzer, hosted.properties, recording)) {
        out.println(f.key() + " " + f.json());
      }
    }
  }

  private static boolean reads(Hosted hosted, RecordingReader recording) {
    Object model = hosted.properties.get(Analyzer.MODEL);
    return model == null || recording.frames().stream().anyMatch(f -> model.equals(f.model()));
  }
}
