package org.hillock.itests.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Clazz;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Declarative Services makes only public classes. Of another it says nothing at start: the service
 * is there, and fails when it is first asked for.
 */
class ComponentClassesTest {
  private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"");

  @Test
  void everyComponentClassIsPublic() throws Exception {
    List<String> hidden = new ArrayList<>();
    int seen = 0;
    for (Path module : Reactor.current().bundleModules()) {
      try (Jar jar = new Jar(Reactor.jarOf(module).toFile())) {
        for (String name : componentClasses(jar)) {
          seen++;
          String path = name.replace('.', '/') + ".class";
          if (!isPublic(path, jar.getResource(path))) {
            hidden.add(name + " is not public");
          }
        }
      }
    }

    assertEquals(List.of(), hidden);
    assertTrue(seen > 0, "components were found");
  }

  @Test
  void aClassThatIsNotPublicIsSeenAsSuch() throws Exception {
    String path = Reactor.class.getName().replace('.', '/') + ".class";
    var resource = Resource.fromURL(Reactor.class.getClassLoader().getResource(path));

    assertFalse(isPublic(path, resource));
  }

  private static List<String> componentClasses(Jar jar) throws Exception {
    Map<String, Resource> descriptions = jar.getDirectory("OSGI-INF");
    if (descriptions == null) {
      return List.of();
    }
    List<String> classes = new ArrayList<>();
    for (Resource description : descriptions.values()) {
      String text = StandardCharsets.UTF_8.decode(description.buffer()).toString();
      CLASS
          .matcher(text)
          .results()
          .map((MatchResult found) -> found.group(1))
          .forEach(classes::add);
    }
    return classes;
  }

  private static boolean isPublic(String path, Resource resource) throws Exception {
    try (Analyzer analyzer = new Analyzer()) {
      Clazz parsed = new Clazz(analyzer, path, resource);
      parsed.parseClassFile();
      return parsed.isPublic();
    }
  }
}
