package org.hillock.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hillock.api.activation.FrameView;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.frame.internal.Encoding;
import org.hillock.frame.internal.Field;
import org.junit.jupiter.api.Test;

/** The schema that outsiders compile and the code here must not drift apart. */
class SchemaTest {
  private final String schema;

  SchemaTest() throws Exception {
    try (InputStream in = FrameDecoder.class.getResourceAsStream("frame.fbs")) {
      schema = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("//[^\n]*", "");
    }
  }

  @Test
  void fieldsHaveTheSchemasOrderNamesAndTypes() {
    Matcher table = Pattern.compile("table Frame \\{(.*?)\\}", Pattern.DOTALL).matcher(schema);
    assertTrue(table.find());
    Matcher field =
        Pattern.compile("(\\w+): *([\\w\\[\\]]+)[^;]*;", Pattern.DOTALL).matcher(table.group(1));
    List<String> fields = new ArrayList<>();
    while (field.find()) {
      fields.add(field.group(1) + ": " + field.group(2));
    }
    assertEquals(
        Arrays.stream(Field.values()).map(f -> f.schemaName() + ": " + f.schemaType()).toList(),
        fields);
  }

  @Test
  void enumerationsHaveTheSchemasOrder() {
    assertSame("Kind", FrameView.Kind.values());
    assertSame("SiteKind", SiteSpec.Kind.values());
    assertSame("Mode", Mode.values());
    assertSame("Split", Split.values());
    assertSame("DType", DType.values());
    assertSame("Encoding", Encoding.values());
  }

  private void assertSame(String name, Enum<?>[] values) {
    Matcher m = Pattern.compile("enum " + name + " : ubyte \\{([^}]*)\\}").matcher(schema);
    assertTrue(m.find(), name);
    assertEquals(
        Arrays.stream(values).map(Enum::name).toList(), List.of(m.group(1).trim().split(",\\s*")));
  }

  @Test
  void theIdentifierIsTheSchemas() {
    assertTrue(schema.contains("file_identifier \"HLF1\";"));
    byte[] bytes = new FrameEncoder().toBytes(Frames.end());
    assertEquals("HLF1", new String(bytes, 4, 4, StandardCharsets.US_ASCII));
  }

  @Test
  void aFrameOfANewerSchemaWithMoreFieldsIsRead() throws Exception {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int model = b.createString("delays");
    b.startTable(Field.values().length + 2);
    b.addByte(Field.KIND.ordinal(), (byte) FrameView.Kind.END.ordinal(), 0);
    b.addOffset(Field.MODEL.ordinal(), model, 0);
    b.addLong(Field.values().length + 1, 77, 0);
    b.finish(b.endTable(), "HLF1");
    assertEquals("delays", FrameDecoder.decode(b.sizedByteArray()).model());
  }
}
