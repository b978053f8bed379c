package org.hillock.shell.internal;

import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.registry.Notes;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.SessionInfo;
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

  @Descriptor("Lists sessions that are open, and those that closed lately. Example: sessions")
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
