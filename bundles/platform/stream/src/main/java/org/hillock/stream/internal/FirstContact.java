package org.hillock.stream.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Connects to a cluster before a Kafka client does. A client that is configured without TLS takes
 * the alert of a server with TLS for the length of an answer, and reserves 350 MB for it.
 */
final class FirstContact {
  private static final int LIMIT_MS = 3_000;
  private static final int TLS_ALERT = 0x15;
  private static final short API_VERSIONS = 18;

  private FirstContact() {}

  /** Returns an empty text when some server of the list may be asked by a client, or one line. */
  static String trouble(Map<String, ?> client) {
    String trouble = "";
    for (String server : String.valueOf(client.get("bootstrap.servers")).split(",")) {
      trouble = trouble(server.strip(), Trouble.protocol(client));
      if (trouble.isEmpty()) {
        return "";
      }
    }
    return trouble;
  }

  private static String trouble(String server, String protocol) {
    int colon = server.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      String host = server.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
      socket.connect(
          new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), LIMIT_MS);
      if (protocol.endsWith("PLAINTEXT")) {
        return greet(socket, server, protocol);
      }
      return "";
    } catch (UnknownHostException e) {
      return "the host of " + server + " is not known";
    } catch (IOException e) {
      return "no server answers at " + server + ": " + e.getMessage();
    } catch (IllegalArgumentException e) {
      return "expected host:port in bootstrap.servers, got '" + server + "'";
    }
  }

  /** Asks for the versions of the protocol, as every client does first. */
  private static String greet(Socket socket, String server, String protocol) throws IOException {
    socket.setSoTimeout(LIMIT_MS);
    OutputStream out = socket.getOutputStream();
    out.write(
        ByteBuffer.allocate(14)
            .putInt(10)
            .putShort(API_VERSIONS)
            .putShort((short) 0)
            .putInt(1)
            .putShort((short) -1)
            .array());
    out.flush();
    int first = new DataInputStream(socket.getInputStream()).read();
    return first == TLS_ALERT || first < 0
        ? server
            + (first < 0 ? " ends the connection" : " speaks TLS")
            + ": expected a server of security.protocol="
            + protocol
            + "; set security.protocol in client.file"
        : "";
  }
}
