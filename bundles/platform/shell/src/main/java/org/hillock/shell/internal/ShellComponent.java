package org.hillock.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The shell as a service of JDK type, a function from a command line to its status with output on
 * the process's own streams; and the server of the socket, where the framework property {@code
 * hillock.data} names a folder.
 */
@Component(service = ToIntFunction.class, immediate = true, property = "hillock.shell=run")
public final class ShellComponent implements ToIntFunction<String> {
  private static final System.Logger LOG = System.getLogger("org.hillock.shell");

  private final LineRunner runner;
  private final SocketServer server;

  @Activate
  public ShellComponent(BundleContext context, @Reference CommandProcessor processor) {
    this.runner = new LineRunner(processor, new CommandCatalogue(context));
    this.server = serve(context.getProperty("hillock.data"));
  }

  @Deactivate
  void deactivate() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public int applyAsInt(String line) {
    return runner.run(line, InputStream.nullInputStream(), ProcessStreams.OUT, ProcessStreams.ERR);
  }

  private SocketServer serve(String data) {
    if (data == null) {
      return null;
    }
    Path socket = Path.of(data, "run", "shell.socket");
    try {
      return new SocketServer(socket, runner);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no commands from other processes: cannot listen on " + socket + ": " + e.getMessage());
      return null;
    }
  }
}
