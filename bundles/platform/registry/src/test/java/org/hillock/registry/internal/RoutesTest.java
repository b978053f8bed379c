package org.hillock.registry.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.registry.Notes;
import org.hillock.api.registry.VersionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private final Routes routes = new Routes(new RouteTable());

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "a.b", "../x", "a b"})
  void namesOutsideTheRuleAreRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> routes.ensure(name));
    assertThrows(IllegalArgumentException.class, () -> routes.ensure("x".repeat(65)));
  }

  @Test
  void anAliasLeadsToTheSameRoute() {
    Route route = routes.ensure("delays");
    routes.aliases(route, List.of("shd"));
    assertSame(route, routes.require("shd"));
    assertEquals(List.of("shd"), route.aliases());
  }

  @Test
  void anAliasThatIsTakenIsRefused() {
    Route a = routes.ensure("a");
    Route b = routes.ensure("b");
    routes.aliases(a, List.of("c"));
    assertThrows(IllegalArgumentException.class, () -> routes.aliases(b, List.of("c")));
    assertThrows(IllegalArgumentException.class, () -> routes.aliases(b, List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> routes.ensure("c"));
    routes.aliases(a, List.of());
    routes.aliases(b, List.of("c"));
    assertSame(b, routes.require("c"));
  }

  @Test
  void notesAreKeptBesideTheirVersion(@TempDir Path folder) {
    Notes notes = new NotesFolder(folder);
    VersionId id = new VersionId("m", "b", "1.0.0", Checkpoint.NONE);
    notes.put(id, "labels.json", "{}");
    assertEquals(Set.of("labels.json"), notes.names(id));
    assertEquals(Optional.of("{}"), new NotesFolder(folder).get(id, "labels.json"));
    assertThrows(IllegalArgumentException.class, () -> notes.put(id, "../x", ""));
    assertThrows(
        IllegalArgumentException.class, () -> notes.put(id, "x", "x".repeat((1 << 20) + 1)));
  }

  @Test
  void limitsOutOfOrderAreRefused() {
    Limits d = Limits.DEFAULT;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Limits(
                d.selfCheck(),
                d.gapWait(),
                d.gapWait(),
                d.tapBlock(),
                d.drain(),
                d.keptStates(),
                d.collect()));
  }
}
