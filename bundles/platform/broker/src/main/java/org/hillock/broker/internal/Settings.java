package org.hillock.broker.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * How an embedded broker runs.
 *
 * @param folder the broker's folder: data, passwords and log
 * @param archives folder of the class-data archives
 * @param libraries folder with the jars of the broker process
 * @param java the java program that runs it
 * @param jvm what identifies that program's class-data archives
 * @param port 1 to 65535, or 0 for a random one that is kept
 * @param heapMegabytes largest heap, MiB
 * @param reserveMegabytes space that must stay free on the disk of the data, MiB; 0 for any
 * @param extraOptions further options of the JVM
 */
record Settings(
    Path folder,
    Path archives,
    Path libraries,
    Path java,
    String jvm,
    int port,
    int heapMegabytes,
    int reserveMegabytes,
    List<String> extraOptions) {
  static final int DEFAULT_HEAP = 256;
  static final int DEFAULT_RESERVE = 512;

  static Settings thisJvm(Path folder, Path libraries, int port, int heapMegabytes) {
    return new Settings(
        folder.toAbsolutePath(),
        folder.toAbsolutePath(),
        libraries.toAbsolutePath(),
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version")
            + " "
            + System.getProperty("os.arch"),
        port,
        heapMegabytes,
        DEFAULT_RESERVE,
        List.of());
  }

  Settings withOptions(String... options) {
    return new Settings(
        folder,
        archives,
        libraries,
        java,
        jvm,
        port,
        heapMegabytes,
        reserveMegabytes,
        List.of(options));
  }

  Settings withArchives(Path other) {
    return new Settings(
        folder,
        other.toAbsolutePath(),
        libraries,
        java,
        jvm,
        port,
        heapMegabytes,
        reserveMegabytes,
        extraOptions);
  }

  Settings withReserve(int megabytes) {
    return new Settings(
        folder, archives, libraries, java, jvm, port, heapMegabytes, megabytes, extraOptions);
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("broker.log");
  }
}
