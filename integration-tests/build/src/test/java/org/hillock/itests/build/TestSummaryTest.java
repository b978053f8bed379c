package org.hillock.itests.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {
  @TempDir Path root;

  @BeforeEach
  void aReactorOfAUnitModuleAndAFrameworkModule() throws IOException {
    write("pom.xml", "<project><modules><module>a</module><module>b</module></modules></project>");
    write("a/pom.xml", "<project/>");
    write("a/src/test/java/x/OneTest.java", "class OneTest {}");
    write("a/src/test/java/x/RulesTest.java", "public abstract class RulesTest {}");
    write("b/pom.xml", "<project/>");
    write("b/src/main/java/y/TwoTest.java", "class TwoTest {}");
    write("b/felix.bndrun", "");
    write("b/equinox.bndrun", "");
    report("a/target/surefire-reports/TEST-x.OneTest.xml", "x.OneTest", "tests='3' skipped='1'");
    report("b/target/test-reports/felix/TEST-b.xml", "y.TwoTest$Inner", "tests='2'");
    report("b/target/test-reports/equinox/TEST-b.xml", "y.TwoTest", "tests='2'");
  }

  @Test
  void reportsOfAllModulesAndRunsAreAdded() throws Exception {
    Command sum = sum();

    assertEquals("Tests run: 7, Failures: 0, Errors: 0, Skipped: 1", sum.lastLine());
    assertEquals(0, sum.exit());
  }

  @Test
  void theClosingLineCountsPassedAndFailed() throws Exception {
    report("b/target/test-reports/felix/TEST-b.xml", "y.TwoTest", "tests='9' failures='2'");

    Command sum = sum("--closing");

    assertEquals("11 passed, 2 failed, 1 skipped", sum.lastLine());
    assertEquals(1, sum.exit());
  }

  @Test
  void anErrorFailsTheSum() throws Exception {
    report("a/target/surefire-reports/TEST-x.OneTest.xml", "x.OneTest", "tests='3' errors='1'");

    Command sum = sum();

    assertEquals("Tests run: 7, Failures: 0, Errors: 1, Skipped: 0", sum.lastLine());
    assertEquals(1, sum.exit());
  }

  @Test
  void aRunWithoutAReportFailsTheSum() throws Exception {
    Files.delete(root.resolve("b/target/test-reports/equinox/TEST-b.xml"));

    assertNoTestRan("test-reports/equinox");
  }

  @Test
  void aRunWhoseTestsWereAllSkippedFailsTheSum() throws Exception {
    report("b/target/test-reports/felix/TEST-b.xml", "y.TwoTest", "tests='2' skipped='2'");

    assertNoTestRan("test-reports/felix");
  }

  @Test
  void aTestClassThatNoReportNamesFailsTheSum() throws Exception {
    write("a/src/test/java/x/LostTest.java", "class LostTest {}");

    assertNoTestRan("expected x.LostTest in");
  }

  private void assertNoTestRan(String where) throws Exception {
    Command sum = sum();

    assertEquals(1, sum.exit());
    assertTrue(sum.output().contains("No test ran: expected "), sum.output());
    assertTrue(sum.output().contains(where), sum.output());
    assertTrue(sum.lastLine().startsWith("Tests run: "), sum.output());
  }

  private Command sum(String... options) throws Exception {
    Path program = Reactor.current().root().resolve("cnf/summary/TestSummary.java");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words =
        List.of(java, "-XX:TieredStopAtLevel=1", program.toString(), root.toString());
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(options));
    return Command.run(root, Map.of(), all);
  }

  private void report(String file, String test, String counts) throws IOException {
    write(
        file,
        "<testsuite " + counts + "><testcase classname='" + test + "' name='t'/></testsuite>");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
