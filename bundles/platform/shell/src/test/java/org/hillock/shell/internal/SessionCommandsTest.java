package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.felix.service.command.CommandSession;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.junit.jupiter.api.Test;

class SessionCommandsTest {
  private static final UUID OPEN = UUID.fromString("11111111-0000-0000-0000-000000000001");
  private static final UUID LEFT = UUID.fromString("22222222-0000-0000-0000-000000000002");

  private final List<String> done = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final CommandSession console =
      fake(CommandSession.class, (self, method, args) -> new PrintStream(printed, true));
  private final SessionCommands commands =
      new SessionCommands(
          fake(
              Registry.class,
              (self, method, args) ->
                  method.getName().equals("sessions")
                      ? List.of(info(OPEN, "open"), info(LEFT, "resumable at step 6, call 2"))
                      : resumed((UUID) args[0], (String) args[1], (SessionOptions) args[2])));

  private Session resumed(UUID id, String model, SessionOptions options) {
    done.add("resume " + id + " " + model + " " + options.call().rows());
    return fake(
        Session.class,
        (self, method, args) -> {
          done.add(method.getName());
          return null;
        });
  }

  @Test
  void whatCanBeResumedIsListedWithItsPosition() {
    commands.sessions(console);
    assertTrue(printed.toString().contains("resumable at step 6, call 2"), printed::toString);
  }

  @Test
  void aSessionThatNobodyResumesIsEnded() {
    commands.end(console, "2222");
    assertEquals(List.of("resume " + LEFT + " m 3", "close"), done);
    assertEquals("ended " + LEFT + " at step 6, call 2", printed.toString().strip());
  }

  @Test
  void openAndUnknownSessionsAreNotEnded() {
    for (String id : List.of("1111", "3333")) {
      String said =
          assertThrows(CommandFailedException.class, () -> commands.end(console, id)).getMessage();
      assertTrue(said.contains("got '" + id + "', which 0 have"), said);
    }
    assertEquals(List.of(), done);
  }

  private static SessionInfo info(UUID id, String state) {
    return new SessionInfo(id, "s", "m", 3, "v", 6, 0, 2, state);
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
