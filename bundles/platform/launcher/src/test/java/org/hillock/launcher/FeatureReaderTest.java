package org.hillock.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureReaderTest {
  @TempDir Path folder;

  private Feature read(String json) throws IOException, LaunchException {
    return FeatureReader.file(Files.writeString(folder.resolve("f.json"), json));
  }

  @Test
  void bundlesConfigurationsAndExtensionsAreRead() throws Exception {
    Feature feature =
        read(
            """
            {"feature-resource-version": "1.0", "id": "g:a:1",
             "bundles": [{"id": "g:one:1", "more": 1}, "g:two:2"],
             "configurations": {"pid": {"a": "x", "n": 7}, "factory~name": {}},
             "extensions": {
               "framework-launching-properties": {"type": "json", "json": {"p": "q", "m": 3}},
               "hillock-launcher": {"json": {"first": ["b"], "ready": ["(x=y)"]}}}}
            """);
    assertEquals(List.of("g:one:1", "g:two:2"), feature.bundles());
    assertEquals(Map.of("a", "x", "n", 7L), feature.configurations().get("pid"));
    assertTrue(feature.configurations().get("factory~name").isEmpty());
    assertEquals(Map.of("p", "q", "m", "3"), feature.properties());
    assertEquals(List.of("b"), feature.first());
    assertEquals(List.of("(x=y)"), feature.ready());
  }

  @Test
  void configurationValuesHaveTheTypesOfTheConfigurator() throws Exception {
    Map<String, Object> values =
        read("""
                {"configurations": {"p": {"l": 1, "d": 1.5, "t": true, "i:Integer": 4,
                 "f:Float": "0.5", "s": ["a", "b"], "n:Integer[]": [1, 2], "none": []}}}
                """)
            .configurations()
            .get("p");
    assertEquals(1L, values.get("l"));
    assertEquals(1.5, values.get("d"));
    assertEquals(true, values.get("t"));
    assertEquals(4, values.get("i"));
    assertEquals(0.5f, values.get("f"));
    assertArrayEquals(new String[] {"a", "b"}, (String[]) values.get("s"));
    assertArrayEquals(new Integer[] {1, 2}, (Integer[]) values.get("n"));
    assertEquals(0, ((String[]) values.get("none")).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"bundles\": 1}",
        "{\"bundles\": [{}]}",
        "{\"configurations\": {\"p\": 1}}",
        "{\"configurations\": {\"p\": {\"x\": null}}}",
        "{\"configurations\": {\"p\": {\"x:T\": 1}}}",
        "{\"extensions\": {\"hillock-launcher\": {\"json\": {\"first\": \"b\"}}}}"
      })
  void whatIsNoFeatureFileIsRefusedInOneLineWithItsName(String json) {
    String message = assertThrows(LaunchException.class, () -> read(json)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("f.json"), message);
  }

  @Test
  void laterFilesReplaceConfigurationsAndAddToLists() throws Exception {
    Files.writeString(
        folder.resolve("10.json"),
        "{\"bundles\": [\"g:a:1\"], \"configurations\": {\"p\": {\"x\": 1}, \"q\": {}}}");
    Files.writeString(
        folder.resolve("20.json"),
        "{\"bundles\": [\"g:a:1\", \"g:b:1\"], \"configurations\": {\"p\": {\"y\": 2}}}");
    Feature all = FeatureReader.folder(folder);
    assertEquals(List.of("g:a:1", "g:b:1"), all.bundles());
    assertEquals(Map.of("p", Map.of("y", 2L), "q", Map.of()), all.configurations());
    assertEquals(Feature.EMPTY, FeatureReader.folder(folder.resolve("missing")));
  }
}
