package org.hillock.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes spikes as an HDF5 file in the layout that {@link ShdFile} reads: times as floats of 16
 * bits, which resolve 1 ms from 1 s on, units and labels as unsigned integers of 16 bits.
 *
 * <p>The file appears whole under its name by {@link #finish}, or not at all. The same spikes give
 * the same bytes. For one thread.
 */
public final class ShdWriter implements AutoCloseable {
  private static final int HEAP = 1 << 20;
  private static final int SUPERBLOCK = 48;
  private static final int CHUNK_TREE = 24 + 65 * 24 + 64 * 8;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final List<String> keys;
  private final HdfBlock times = new HdfBlock();
  private final HdfBlock units = new HdfBlock();
  private final HdfBlock labels = new HdfBlock();
  private final HdfBlock speakers = new HdfBlock();
  private final HdfBlock heap = new HdfBlock();
  private int objects;
  private long end = SUPERBLOCK;
  private int count;

  /**
   * Begins a file.
   *
   * @param keys class names in ASCII, in the order of the labels
   */
  public ShdWriter(Path target, List<String> keys) throws IOException {
    this.target = target;
    this.keys = List.copyOf(keys);
    Path folder = target.toAbsolutePath().getParent();
    temporary = Files.createTempFile(folder, target.getFileName().toString(), ".part");
    channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
    heap.fill(16);
  }

  /**
   * Adds a sample.
   *
   * @param label index into the keys
   * @param speaker 0 to 65535
   */
  public void add(Spikes spikes, int label, int speaker) throws IOException {
    if (label < 0 || label >= keys.size() || speaker < 0 || speaker > 0xffff) {
      throw new IllegalArgumentException(
          "expected a label below "
              + keys.size()
              + " and a speaker of 16 bits, got "
              + label
              + " and "
              + speaker);
    }
    HdfBlock t = new HdfBlock();
    HdfBlock u = new HdfBlock();
    for (int i = 0; i < spikes.size(); i++) {
      t.u16(Half.of(spikes.times()[i]));
      u.u16(spikes.units()[i]);
    }
    list(times, t, spikes.size());
    list(units, u, spikes.size());
    labels.u16(label);
    speakers.u16(speaker);
    count++;
  }

  private void list(HdfBlock references, HdfBlock elements, int length) throws IOException {
    if (length == 0) {
      references.u32(0).u64(0).u32(0);
      return;
    }
    if (heap.size() + elements.size() + 32 > HEAP || objects == 0xffff) {
      flush();
    }
    objects++;
    heap.u16(objects).u16(1).u32(0).u64(elements.size()).raw(elements.toArray());
    heap.fill(heap.size() + 7 & ~7);
    references.u32(length).u64(end).u32(objects);
  }

  /** Writes the collection of the global heap: its own free space is object 0. */
  private void flush() throws IOException {
    if (objects == 0) {
      return;
    }
    int used = heap.size();
    int size = Math.max(4096, used + 16);
    heap.u16(0).u16(0).u32(0).u64(size - used).fill(size);
    ByteBuffer head = heap.buffer();
    head.put("GCOL".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put(new byte[3]);
    head.putLong(size);
    append(heap);
    heap.clear();
    heap.fill(16);
    objects = 0;
  }

  /** Completes the file and gives it its name. */
  public void finish() throws IOException {
    flush();
    Map<String, Long> spikes = new LinkedHashMap<>();
    spikes.put("times", lists(times, HdfBlock.float16()));
    spikes.put("units", lists(units, HdfBlock.unsigned16()));
    int width = keys.stream().mapToInt(String::length).max().orElse(1);
    HdfBlock names = new HdfBlock();
    for (int i = 0; i < keys.size(); i++) {
      names.text(keys.get(i)).fill((i + 1) * width);
    }
    Map<String, Long> extra = new LinkedHashMap<>();
    extra.put("keys", values(names, HdfBlock.texts(width), keys.size()));
    extra.put("speaker", values(speakers, HdfBlock.unsigned16(), count));
    Map<String, Long> root = new LinkedHashMap<>();
    root.put("extra", group(extra));
    root.put("labels", values(labels, HdfBlock.unsigned16(), count));
    root.put("spikes", group(spikes));
    long address = group(root);
    HdfBlock superblock =
        new HdfBlock()
            .u8(0x89)
            .text("HDF\r\n\u001a\n")
            .u8(2, 8, 8, 0)
            .u64(0)
            .u64(HdfBlock.NONE)
            .u64(end)
            .u64(address)
            .checked();
    channel.write(superblock.buffer(), 0);
    channel.force(true);
    channel.close();
    Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private long append(HdfBlock block) throws IOException {
    long at = end;
    ByteBuffer bytes = block.buffer();
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
    end = end + 7 & ~7;
    return at;
  }

  private long values(HdfBlock data, HdfBlock type, int length) throws IOException {
    long at = data.size() == 0 ? HdfBlock.NONE : append(data);
    HdfBlock layout = new HdfBlock().u8(3, 1).u64(at).u64(data.size());
    return dataset(HdfBlock.line(length, false), type, layout);
  }

  /** One chunk that holds all references, so that the list may grow as in the published files. */
  private long lists(HdfBlock references, HdfBlock base) throws IOException {
    long tree = HdfBlock.NONE;
    if (count > 0) {
      long data = append(references);
      HdfBlock node = new HdfBlock().text("TREE").u8(1, 0).u16(1);
      node.u64(HdfBlock.NONE).u64(HdfBlock.NONE);
      node.u32(references.size()).u32(0).u64(0).u64(0).u64(data);
      node.u32(0).u32(0).u64(count).u64(0).fill(CHUNK_TREE);
      tree = append(node);
    }
    HdfBlock layout = new HdfBlock().u8(3, 2, 2).u64(tree).u32(Math.max(1, count)).u32(16);
    return dataset(HdfBlock.line(count, true), HdfBlock.lists(base), layout);
  }

  private long dataset(HdfBlock space, HdfBlock type, HdfBlock layout) throws IOException {
    HdfBlock messages = new HdfBlock();
    messages.message(0x01, space).message(0x03, type);
    messages.message(0x05, new HdfBlock().u8(3, 0x0a)).message(0x08, layout);
    return append(HdfBlock.header(messages));
  }

  private long group(Map<String, Long> members) throws IOException {
    HdfBlock messages = new HdfBlock();
    messages.message(0x02, new HdfBlock().u8(0, 0).u64(HdfBlock.NONE).u64(HdfBlock.NONE));
    messages.message(0x0a, new HdfBlock().u8(0, 0));
    for (Map.Entry<String, Long> member : members.entrySet()) {
      HdfBlock link = new HdfBlock().u8(1, 0, member.getKey().length()).text(member.getKey());
      messages.message(0x06, link.u64(member.getValue()));
    }
    return append(HdfBlock.header(messages));
  }

  /** Deletes what was written unless the file was finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
