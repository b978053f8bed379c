package org.hillock.brokerd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFolderTest {
  private static final Secrets SECRETS = new Secrets("a".repeat(32), "b".repeat(32));
  @TempDir Path folder;

  @Test
  void aFolderIsFormattedOnce() throws IOException {
    BrokerFolder broker = new BrokerFolder(folder.resolve("data"));
    assertTrue(broker.format(SECRETS));
    byte[] mark = Files.readAllBytes(folder.resolve("data/meta.properties"));
    assertFalse(broker.format(SECRETS));
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        mark, Files.readAllBytes(folder.resolve("data/meta.properties")));
  }

  @Test
  void aPasswordThatWouldNeedQuotingIsRefusedWithoutBeingShown() throws IOException {
    Files.writeString(folder.resolve("hillock.password"), "no\"quotes,allowed-here");
    Files.writeString(folder.resolve("reader.password"), "b".repeat(32));
    var refused = assertThrows(IOException.class, () -> Secrets.read(folder));
    assertFalse(refused.getMessage().contains("quotes,"));
    assertFalse(SECRETS.toString().contains("aaaa"));
  }
}
