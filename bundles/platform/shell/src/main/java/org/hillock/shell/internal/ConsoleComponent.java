package org.hillock.shell.internal;

import java.time.Instant;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The shell on standard input, from the moment when the launcher calls the platform ready (a
 * service of JDK type {@link Instant} with {@code hillock.ready=true}), where the framework
 * property {@code hillock.interactive} asks for it. Its end stops the platform.
 */
@Component(
    service = {},
    immediate = true)
public final class ConsoleComponent {
  private static final long JOIN_MILLIS = 2000;
  private static final System.Logger LOG = System.getLogger("org.hillock.shell");

  private final BundleContext context;
  private final Thread thread;

  @Activate
  public ConsoleComponent(
      BundleContext context,
      @Reference CommandProcessor processor,
      @Reference(target = "(hillock.ready=true)") Instant ready) {
    this.context = context;
    if (!Boolean.parseBoolean(context.getProperty("hillock.interactive"))) {
      this.thread = null;
      return;
    }
    LineRunner runner = new LineRunner(processor, new CommandCatalogue(context));
    Runnable console =
        Boolean.getBoolean("hillock.terminal")
            ? new TerminalConsole(runner, new ArgumentNames(context), context)
            : new PlainConsole(runner);
    this.thread =
        new Thread(
            () -> {
              console.run();
              stopPlatform();
            },
            "hillock-shell-console");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
      thread.join(JOIN_MILLIS);
    }
  }

  private void stopPlatform() {
    try {
      context.getBundle(0).stop();
    } catch (BundleException | IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "the platform is stopping already", e);
    }
  }
}
