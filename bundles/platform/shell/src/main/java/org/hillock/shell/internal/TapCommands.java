package org.hillock.shell.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.registry.NearestNames;
import org.hillock.api.registry.Registry;
import org.hillock.api.tensor.Tensor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Activations on their way out. */
@Component(
    service = TapCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=taps",
      "osgi.command.function=tap",
      "osgi.command.function=untap",
      "osgi.command.function=frames"
    })
public final class TapCommands {
  private final Registry registry;
  private final Activations activations;

  @Activate
  public TapCommands(@Reference Registry registry, @Reference Activations activations) {
    this.registry = registry;
    this.activations = activations;
  }

  @Descriptor("Lists taps with the frames that they published, dropped and hold. Example: taps")
  public void taps(CommandSession session) {
    Table table =
        new Table(
            "TAP",
            "MODEL",
            "SITE",
            "EVERY",
            "DELIVERY",
            "BY",
            "PUBLISHED",
            "DROPPED",
            "QUEUED",
            "STATE");
    for (TapStatus s : activations.taps()) {
      Tap tap = s.tap();
      table.row(
          tap.name(),
          tap.model(),
          tap.site(),
          tap.every(),
          tap.delivery(),
          s.transport(),
          s.published(),
          s.dropped(),
          s.queued(),
          s.state());
    }
    table.print(session.getConsole(), "no taps");
  }

  @Descriptor("Opens a tap on a site. Example: tap fashion hidden1.spikes --lossless")
  public void tap(
      CommandSession session,
      @Descriptor("never lose a frame: calls wait, and are refused after 30 s")
          @Parameter(
              names = {"-l", "--lossless"},
              presentValue = "true",
              absentValue = "false")
          boolean lossless,
      @Descriptor("publish each n-th step")
          @Parameter(
              names = {"-e", "--every"},
              absentValue = "1")
          int every,
      @Descriptor("name of the tap; made of model and site by default")
          @Parameter(
              names = {"-n", "--name"},
              absentValue = "")
          String name,
      @Descriptor("name or alias") String model,
      @Descriptor("name of the site, '*' for all") String site) {
    String modelName = registry.model(model).name();
    try {
      Tap tap =
          new Tap(
              name.isEmpty() ? tapName(modelName, site) : name,
              modelName,
              site,
              every,
              lossless ? Delivery.LOSSLESS : Delivery.LIVE);
      activations.open(tap);
      session.getConsole().println("tap " + tap.name() + " is open");
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  static String tapName(String model, String site) {
    String name = (model + "-" + site.replace("*", "all")).replaceAll("[^a-z0-9-]", "-");
    return name.substring(0, Math.min(64, name.length()));
  }

  @Descriptor("Closes a tap. Example: untap fashion-hidden1-spikes")
  public void untap(CommandSession session, @Descriptor("name of the tap") String tap) {
    if (!activations.close(tap)) {
      List<String> open = activations.taps().stream().map(s -> s.tap().name()).toList();
      throw new CommandFailedException(
          "no tap '" + tap + "'" + NearestNames.hint(tap, open) + "; taps lists all");
    }
    session.getConsole().println("tap " + tap + " is closed");
  }

  @Descriptor("Follows the frames of a site. Example: frames fashion hidden1.spikes -n 20")
  public void frames(
      CommandSession session,
      @Descriptor("end after so many frames; 0 goes on until interrupted")
          @Parameter(
              names = {"-n", "--count"},
              absentValue = "0")
          int count,
      @Descriptor("follow the lossless topic instead of the live one")
          @Parameter(
              names = {"-l", "--lossless"},
              presentValue = "true",
              absentValue = "false")
          boolean lossless,
      @Descriptor("name or alias") String model,
      @Descriptor("name of the site, '*' for all") String site)
      throws InterruptedException {
    PrintStream out = session.getConsole();
    CountDownLatch left = new CountDownLatch(count > 0 ? count : Integer.MAX_VALUE);
    Follow.until(
        activations.subscribe(
            registry.model(model).name(),
            site,
            1,
            lossless ? Delivery.LOSSLESS : Delivery.LIVE,
            frame -> {
              if (left.getCount() > 0) {
                out.println(line(frame));
                left.countDown();
              }
            }),
        left);
  }

  private static String line(FrameView frame) {
    if (frame.kind() != FrameView.Kind.DATA) {
      return frame.kind() + " " + frame.session() + "/" + frame.row() + " " + frame.reason();
    }
    Tensor values = frame.values();
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(i);
    }
    return String.format(
        java.util.Locale.ROOT,
        "%s/%d #%d %s step %d %s sum %.4g %s",
        frame.session().toString().substring(0, 8),
        frame.row(),
        frame.sequence(),
        frame.site(),
        frame.firstStep(),
        values,
        sum,
        frame.label());
  }
}
