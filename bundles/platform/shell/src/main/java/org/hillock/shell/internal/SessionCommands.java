package org.hillock.shell.internal;

import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Notes;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions, events, and notes beside versions. */
@Component(
    service = SessionCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=sessions",
      "osgi.command.function=end",
      "osgi.command.function=events",
      "osgi.command.function=notes",
      "osgi.command.function=note"
    })
public final class SessionCommands {
  private static final String MODEL = "name or alias, whose live version is meant";

  private final Registry registry;

  @Activate
  public SessionCommands(@Reference Registry registry) {
    this.registry = registry;
  }

  @Descriptor(
      "Lists sessions that are open, that can be resumed, and that closed lately."
          + " Example: sessions")
  public void sessions(CommandSession session) {
    Table table =
        new Table("SESSION", "NAME", "MODEL", "ROWS", "VERSION", "STEP", "EPOCH", "CALLS", "STATE");
    for (SessionInfo s : registry.sessions()) {
      table.row(
          s.id(),
          s.name(),
          s.model(),
          s.rows(),
          s.version(),
          s.step(),
          s.epoch(),
          s.calls(),
          s.state());
    }
    table.print(session.getConsole(), "no sessions");
  }

  @Descriptor(
      "Ends a durable session that nobody will resume, with a marker in its streams."
          + " Example: end 6206d671")
  public void end(
      CommandSession session, @Descriptor("id as in sessions, or its first characters") String id) {
    List<SessionInfo> found =
        registry.sessions().stream()
            .filter(s -> s.id().toString().startsWith(id) && s.state().startsWith("resumable"))
            .toList();
    if (found.size() != 1) {
      throw new CommandFailedException(
          "expected the id of one session that can be resumed, got '"
              + id
              + "', which "
              + found.size()
              + " have; open sessions end with their owners");
    }
    SessionInfo info = found.get(0);
    CallOptions call = new CallOptions("", info.rows(), CallOptions.DEFAULT.deadline());
    registry.resume(info.id(), info.model(), new SessionOptions(call, 0)).close();
    session
        .getConsole()
        .println("ended " + info.id() + " at step " + info.step() + ", call " + info.calls());
  }

  @Descriptor("Follows what happens in the registry until interrupted. Example: events")
  public void events(CommandSession session) throws InterruptedException {
    Follow.until(
        registry.onEvent(
            (RegistryEvent e) -> {
              session
                  .getConsole()
                  .println(
                      Times.clock(e.at()) + "  " + e.type() + "  " + e.model() + "  " + e.text());
            }));
  }

  @Descriptor("Lists the notes beside a model's live version. Example: notes fashion")
  public void notes(CommandSession session, @Descriptor(MODEL) String model) {
    VersionId version = live(model);
    Set<String> names = registry.notes().names(version);
    session.getConsole().println(names.isEmpty() ? "no notes" : String.join("\n", names));
  }

  @Descriptor("Shows a note, or writes it. Example: note fashion labels.txt 'unit 7: sleeves'")
  public void note(
      CommandSession session,
      @Descriptor(MODEL) String model,
      @Descriptor("name of the note, and its text to write it") String... nameAndText) {
    Notes notes = registry.notes();
    VersionId version = live(model);
    switch (nameAndText.length) {
      case 1 ->
          session
              .getConsole()
              .println(
                  notes
                      .get(version, nameAndText[0])
                      .orElseThrow(
                          () ->
                              new CommandFailedException(
                                  "no note " + nameAndText[0] + " beside " + version)));
      case 2 -> {
        notes.put(version, nameAndText[0], nameAndText[1]);
        session.getConsole().println("written beside " + version);
      }
      default -> throw new UsageException("expected MODEL NAME, or MODEL NAME TEXT");
    }
  }

  private VersionId live(String model) {
    return registry
        .model(model)
        .live()
        .orElseThrow(() -> new CommandFailedException("no version of " + model + " is live"));
  }
}
