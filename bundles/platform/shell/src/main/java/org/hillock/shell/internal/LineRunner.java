package org.hillock.shell.internal;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.hillock.api.registry.NearestNames;

/** Runs command lines and turns every end of one into a status and at most one line of error. */
final class LineRunner {
  private static final System.Logger LOG = System.getLogger("org.hillock.shell");
  private static final Pattern FIRST_WORD =
      Pattern.compile("\\s*([A-Za-z][\\w.:-]*)(?=\\s|;|\\||$)");

  private final CommandProcessor processor;
  private final CommandCatalogue catalogue;

  LineRunner(CommandProcessor processor, CommandCatalogue catalogue) {
    this.processor = processor;
    this.catalogue = catalogue;
  }

  CommandCatalogue catalogue() {
    return catalogue;
  }

  CommandSession session(InputStream in, PrintStream out, PrintStream err) {
    CommandSession session = processor.createSession(in, out, err);
    session.put("SCOPE", "hillock:*");
    return session;
  }

  /** Runs one line in a session of its own. */
  int run(String line, InputStream in, PrintStream out, PrintStream err) {
    CommandSession session = session(in, out, err);
    try {
      return run(session, line, out, err);
    } finally {
      session.close();
    }
  }

  int run(CommandSession session, String line, PrintStream out, PrintStream err) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Status.OK;
    }
    Matcher word = FIRST_WORD.matcher(text);
    if (word.lookingAt() && !catalogue.has(word.group(1))) {
      err.println(unknown(word.group(1)));
      return Status.USAGE;
    }
    try {
      Object result = session.execute(text);
      if (result instanceof Integer status) {
        return status;
      }
      if (result != null) {
        out.println(session.format(result, Converter.INSPECT));
      }
      return Status.OK;
    } catch (InterruptedException e) {
      return Status.FAILED;
    } catch (Exception e) {
      return failed(cause(e), word.lookingAt() ? word.group(1) : "", err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private String unknown(String name) {
    String hint = NearestNames.hint(name, catalogue.names());
    return "unknown command '" + name + "'" + hint + "; help lists all";
  }

  private static Throwable cause(Exception e) {
    return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
  }

  private int failed(Throwable e, String command, PrintStream err) {
    String message =
        Objects.requireNonNullElse(e.getMessage(), e.toString()).replaceAll("\\s+", " ");
    if (e instanceof UsageException) {
      err.println(command + ": " + message + "; see: help " + command);
      return Status.USAGE;
    }
    if (message.startsWith("Cannot coerce")) {
      err.println(command + ": expected other arguments, usage: " + usage(command));
      return Status.USAGE;
    }
    if (isOfGogo(e) || isOfGogo(e.getCause())) {
      err.println(message);
      return Status.USAGE;
    }
    if (e instanceof CommandFailedException
        || e.getClass().getPackageName().startsWith("org.hillock")) {
      err.println(command + ": " + message);
    } else {
      err.println(command + ": " + e.getClass().getSimpleName() + ": " + message);
      LOG.log(System.Logger.Level.INFO, "command failed: " + command, e);
    }
    return Status.FAILED;
  }

  /** Syntax errors and commands that are not there. */
  private static boolean isOfGogo(Throwable e) {
    return e != null && e.getClass().getPackageName().startsWith("org.apache.felix.gogo");
  }

  private String usage(String command) {
    String bare = command.substring(command.indexOf(':') + 1);
    return catalogue
        .description(bare)
        .map(d -> String.join(" or ", d.usage()))
        .orElse("help " + bare);
  }
}
