import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Adds the JUnit reports of all modules of a reactor and prints one line last. Fails when a test
 * failed, and when a run that should have tests ran none: a module with test classes, each of its
 * run files, and each test class of both.
 *
 * <p>Usage: {@code java TestSummary.java ROOT [--closing]}; with {@code --closing} the last line is
 * {@code N passed, M failed}.
 */
public final class TestSummary {
  private static final Pattern ABSTRACT =
      Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);

  private final List<String> problems = new ArrayList<>();
  private int tests;
  private int failures;
  private int errors;
  private int skipped;

  /** Runs the program; exit code 1 when the sum is not clean. */
  public static void main(String[] args) throws IOException {
    TestSummary summary = new TestSummary();
    summary.module(Path.of(args[0]).toAbsolutePath().normalize());
    boolean clean = summary.print(args.length > 1 && args[1].equals("--closing"));
    System.exit(clean ? 0 : 1);
  }

  private void module(Path folder) throws IOException {
    for (String child : children(folder.resolve("pom.xml"))) {
      module(folder.resolve(child).normalize());
    }
    Path unit = folder.resolve("src/test/java");
    if (!testClasses(unit).isEmpty()) {
      run(unit, folder.resolve("target/surefire-reports"));
    }
    if (Files.exists(folder.resolve("felix.bndrun"))) {
      for (Path file : list(folder, ".bndrun")) {
        String name = file.getFileName().toString().replace(".bndrun", "");
        Path reports = folder.resolve("target/test-reports").resolve(name);
        if (name.equals("jdk25") && Files.notExists(reports)) {
          System.out.println("JDK 25 is absent: nothing of " + folder.getFileName() + " ran on it");
        } else {
          run(folder.resolve("src/main/java"), reports);
        }
      }
    }
  }

  /** Adds the reports of one run and holds them against the test classes in its sources. */
  private void run(Path sources, Path reports) throws IOException {
    Set<String> ran = new TreeSet<>();
    int before = tests - skipped;
    for (Path report : list(reports, ".xml")) {
      add(report, ran);
    }
    if (tests - skipped == before) {
      problems.add("No test ran: expected some in " + reports);
      return;
    }
    for (String test : testClasses(sources)) {
      if (ran.stream().noneMatch(name -> name.equals(test) || name.startsWith(test + "$"))) {
        problems.add("No test ran: expected " + test + " in " + reports);
      }
    }
  }

  private void add(Path report, Set<String> ran) {
    Element suite = parse(report).getDocumentElement();
    if (!suite.getTagName().equals("testsuite")) {
      return;
    }
    tests += number(suite, "tests");
    failures += number(suite, "failures");
    errors += number(suite, "errors");
    skipped += number(suite, "skipped");
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      ran.add(((Element) cases.item(i)).getAttribute("classname"));
    }
  }

  private boolean print(boolean closing) {
    problems.forEach(System.out::println);
    int bad = failures + errors;
    int missing = problems.size() + (tests == skipped ? 1 : 0);
    if (closing) {
      int passed = tests - bad - skipped;
      System.out.printf("%d passed, %d failed, %d skipped%n", passed, bad + missing, skipped);
    } else {
      System.out.printf(
          "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
          tests, failures, errors, skipped);
    }
    return bad + missing == 0;
  }

  private static List<String> children(Path pom) {
    List<String> names = new ArrayList<>();
    for (Element modules : elements(parse(pom).getDocumentElement(), "modules")) {
      elements(modules, "module").forEach(module -> names.add(module.getTextContent().strip()));
    }
    return names;
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> testClasses(Path sources) throws IOException {
    if (Files.notExists(sources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java") && !isAbstract(file))
          .map(file -> sources.relativize(file).toString())
          .map(name -> name.substring(0, name.length() - 5).replaceAll("[/\\\\]", "."))
          .sorted()
          .toList();
    }
  }

  private static boolean isAbstract(Path file) {
    try {
      return ABSTRACT.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder, String end) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static int number(Element suite, String attribute) {
    String text = suite.getAttribute(attribute);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static Document parse(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (Exception e) {
      throw new IllegalStateException("Expected an XML file, got " + file + ": " + e.getMessage());
    }
  }
}
