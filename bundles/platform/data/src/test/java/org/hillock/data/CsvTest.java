package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  private static final String DATA =
      """
      x,group,label,y,split
      1,anna,cat,-2.5,train
      2,ben,dog,1e3,validation
      3,anna,cat,0,train
      4,cleo,dog,7,test
      """;

  @Test
  void fieldsMayHoldCommasQuotesAndLineEnds() throws IOException {
    CsvTable table = CsvTable.parse("\uFEFFa,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\r\n\r\n,z", "t");
    assertEquals(List.of("a", "b"), table.header());
    assertEquals(List.of("x, \"y\"", "1\n2"), table.row(0));
    assertEquals(List.of("", "z"), table.row(1));
    assertEquals(2, table.size());
  }

  @Test
  void numbersOfColumnsAreATensor() throws IOException {
    Tensor numbers = CsvTable.parse(DATA, "t").numbers(List.of("y", "x"));
    assertArrayEquals(new int[] {4, 2}, numbers.shape());
    assertArrayEquals(new float[] {-2.5f, 1, 1000, 2, 0, 3, 7, 4}, numbers.floats());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1|expected 2 fields as in the header, got 1: t line 2",
        "a;\"1|expected a closing quote, got the end of the text: t line 2",
        "a;\"1\"2|expected a comma after a closing quote, got other text: t line 2",
        "a,a;1,2|expected different names in the header, got [a, a]: t line 1",
        "''|expected a header line, got nothing: t",
        "n;;5;six|expected a finite number in column 'n', got 'six': t line 4",
        "n;NaN|expected a finite number in column 'n', got 'NaN': t line 2",
        "m;1|expected a column 'n', got [m]: t line 1"
      })
  void aWrongTableIsRefusedWithItsLine(String text, String message) {
    IOException e =
        assertThrows(
            IOException.class,
            () -> CsvTable.parse(text.replace(';', '\n'), "t").numbers(List.of("n")));
    assertEquals(message, e.getMessage());
  }

  @Test
  void textInAnotherEncodingIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("x.csv"), new byte[] {'a', (byte) 0xe4, '\n'});
    IOException e = assertThrows(IOException.class, () -> CsvTable.read(file));
    assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
  }

  @Test
  void aTableWithSplitsAndGroupsIsADataSet(@TempDir Path folder) throws IOException {
    Dataset data = CsvDataset.read("pets", Files.writeString(folder.resolve("x.csv"), DATA));
    assertEquals(List.of("cat", "dog"), data.classes());
    assertEquals(DType.F32, data.dtype());
    assertEquals(2, data.size(Split.TRAIN));
    assertEquals(1, data.size(Split.VALIDATION));
    assertEquals("anna", data.group(Split.TRAIN, 1));
    assertEquals(1, data.label(Split.TEST, 0));
    Tensor sample = Tensor.zeros(DType.F32, 2);
    data.read(Split.TRAIN, 1, sample);
    assertArrayEquals(new float[] {3, 0}, sample.floats());
  }

  @Test
  void anotherGroupIsAnotherSplitHash(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.csv");
    String one = CsvDataset.read("pets", Files.writeString(file, DATA)).splitHash();
    String other = DATA.replace("cleo", "dora");
    assertNotEquals(one, CsvDataset.read("pets", Files.writeString(file, other)).splitHash());
    assertEquals(one, CsvDataset.read("pets", Files.writeString(file, DATA)).splitHash());
  }

  @Test
  void anUnknownSplitIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), DATA.replace("validation", "dev"));
    IOException e = assertThrows(IOException.class, () -> CsvDataset.read("pets", file));
    assertEquals(
        "expected train, validation or test in column 'split', got 'dev': " + file + " line 3",
        e.getMessage());
  }
}
