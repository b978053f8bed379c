package org.hillock.itests.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script {@code hillock} on one distribution and one data folder. */
final class Script {
  static final Path ROOT = Path.of(System.getProperty("hillock.root"));
  private static final long LIMIT_SECONDS = 60;

  private final Path home;
  private final Path data;

  private Script(String distribution, Path data) {
    this.home = ROOT.resolve("features").resolve(distribution).resolve("target/hillock");
    this.data = data;
  }

  static Script core(Path data) {
    return new Script("core", data);
  }

  static Script all(Path data) {
    return new Script("all", data);
  }

  Path data() {
    return data;
  }

  ProcessBuilder process(String... args) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("hillock").toString());
    command.add("--data");
    command.add(data.toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HILLOCK_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Runs it to its end; what it prints is in the result, errors included. */
  Result run(String... args) throws IOException, InterruptedException {
    return pipe("", args);
  }

  /** Runs it with a text on its standard input. */
  Result pipe(String input, String... args) throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile("hillock-in", ".txt"), input);
    Path out = Files.createTempFile("hillock-out", ".txt");
    try {
      Process process =
          process(args)
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int status = status(process);
      return new Result(status, Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
    }
  }

  private static int status(Process process) throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("expected an end within " + LIMIT_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Starts it as a service without input, whose output goes to a file. */
  Service service() throws IOException, InterruptedException {
    File log = Files.createTempFile("hillock-service", ".txt").toFile();
    Process process =
        process("--nointeractive")
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    return new Service(this, process, log.toPath());
  }

  /** How a process ended. */
  record Result(int status, String output) {}
}
