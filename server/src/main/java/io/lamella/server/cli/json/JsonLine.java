package io.lamella.server.cli.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.lamella.server.mapping.StrictJson;
import io.lamella.v1.WriteItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One line of a file: a JSON object that is a write, or a batch of writes, in one of the shapes.
public final class JsonLine {

  /// A request has room for a write of this size, with something to spare.
  private static final int MAX_ITEM_BYTES = 3 << 20;

  private JsonLine() {}

  /// What the line stands for, in order; whatever is wrong with a part is told of it alone.
  ///
  /// @param without paths of traits and properties of Segment's calls to leave out
  public static List<LinePart> read(String line, Set<String> without) {
    JsonObject object;
    try {
      StrictJson.check(line);
      object = JsonParser.parseString(line).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      return List.of(new LinePart.Bad("", "not JSON: " + firstLine(e)));
    }
    JsonElement batch = object.get("batch");
    if (batch == null) {
      return List.of(part("", object, without));
    }
    if (!batch.isJsonArray()) {
      return List.of(new LinePart.Bad("batch", "a list is needed"));
    }
    return parts(batch.getAsJsonArray(), without);
  }

  private static List<LinePart> parts(JsonArray batch, Set<String> without) {
    List<LinePart> parts = new ArrayList<>();
    for (JsonElement call : batch) {
      String place = "batch[" + parts.size() + "]";
      parts.add(
          call.isJsonObject()
              ? part(place, call.getAsJsonObject(), without)
              : new LinePart.Bad(place, "an object is needed"));
    }
    return parts;
  }

  private static LinePart part(String place, JsonObject object, Set<String> without) {
    try {
      boolean own = object.has("customer_id");
      WriteItem item = own ? OwnShape.read(object) : SegmentShape.read(object, without);
      if (item.getSerializedSize() > MAX_ITEM_BYTES) {
        throw new BadLineException("", "more than " + MAX_ITEM_BYTES + " bytes");
      }
      return new LinePart.Item(place, item, own ? FieldNames.OWN : FieldNames.SEGMENT);
    } catch (BadLineException e) {
      return new LinePart.Bad(joined(place, e.field()), e.told());
    }
  }

  /// The path of a field of something that has a place itself.
  public static String joined(String place, String field) {
    return place.isEmpty() || field.isEmpty() ? place + field : place + "." + field;
  }

  /// What follows are hints for those who program with the reader.
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed");
  }
}
