package io.lamella.engine.ingest;

import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.Location;
import io.lamella.engine.catalog.NumberFormat;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.ValueStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the cells of one column: from a string to what a [ValueStage] holds. A cell is read first
/// and stored only when its whole line is known to be good. Confined to the import.
final class CellReader {
  /// Values seen lately, so that the few that most cells have are not looked up off-heap each time.
  private static final int CACHED_VALUES = 4_096;

  private final ValueType type;
  private final ZoneId zone;
  private final ValueDictionary dictionary;
  private final Map<String, Integer> cache = new HashMap<>();

  private long slot;
  private int scale;
  private int[] members = new int[8];
  private int memberCount;

  /// @param dictionary of the name; used by strings and sets only
  CellReader(ValueType type, ZoneId zone, ValueDictionary dictionary) {
    this.type = type;
    this.zone = zone;
    this.dictionary = dictionary;
  }

  /// Reads a cell that is not empty and keeps it until [#store].
  ///
  /// @return whether it is a value of the type
  boolean read(String cell) {
    scale = 0;
    switch (type) {
      case KEYWORD, TEXT -> slot = code(cell);
      case BOOLEAN -> {
        Optional<Boolean> value = ValueFormat.bool(cell);
        slot = value.orElse(false) ? 1 : 0;
        return value.isPresent();
      }
      case NUMBER -> {
        scale = NumberFormat.scale(cell);
        slot = scale == NumberFormat.NONE ? 0 : NumberFormat.unscaled(cell);
        return scale != NumberFormat.NONE;
      }
      case DATE -> {
        Optional<LocalDate> value = ValueFormat.date(cell);
        slot = value.map(LocalDate::toEpochDay).orElse(0L);
        return value.isPresent();
      }
      case INSTANT -> {
        Optional<Instant> value = ValueFormat.instant(cell, zone);
        slot = value.map(Instant::toEpochMilli).orElse(0L);
        return value.isPresent();
      }
      case LOCATION -> {
        return keepLocation(Location.read(cell));
      }
      case SET -> readMembers(cell);
    }
    return true;
  }

  /// Reads a value that is written and keeps it until [#store].
  ///
  /// @return whether it is one of the type
  boolean read(WriteValue value) {
    return switch (value) {
      case WriteValue.OfText(String text) -> !text.isEmpty() && read(text);
      case WriteValue.OfBoolean(boolean bool) -> keep(ValueType.BOOLEAN, bool ? 1 : 0);
      case WriteValue.OfNumber(BigDecimal number) ->
          type == ValueType.NUMBER && keep(ValueFormat.number(number));
      case WriteValue.OfDate(LocalDate date) -> keep(ValueType.DATE, date.toEpochDay());
      case WriteValue.OfInstant(Instant instant) -> keep(ValueType.INSTANT, instant.toEpochMilli());
      case WriteValue.OfLocation(BigDecimal latitude, BigDecimal longitude) ->
          type == ValueType.LOCATION && keepLocation(Location.of(latitude, longitude));
      case WriteValue.OfSet(List<String> written) -> {
        if (type != ValueType.SET) {
          yield false;
        }
        memberCount = 0;
        written.stream().filter(member -> !member.isEmpty()).forEach(this::addMember);
        sortMembers();
        yield true;
      }
    };
  }

  private boolean keep(ValueType of, long value) {
    scale = 0;
    slot = value;
    return type == of;
  }

  private boolean keep(Optional<BigDecimal> number) {
    number.ifPresent(value -> {
      scale = value.scale();
      slot = value.unscaledValue().longValueExact();
    });
    return number.isPresent();
  }

  private boolean keepLocation(Optional<Location> location) {
    slot = location.map(Location::packed).orElse(0L);
    scale = 0;
    return location.isPresent();
  }

  /// Whether the value read last is a set without members, which is no value.
  boolean isEmptySet() {
    return type == ValueType.SET && memberCount == 0;
  }

  /// Makes the value read last a set: what was there, with or without some members.
  void readMembers(int[] before, List<String> added, List<String> removed) {
    memberCount = 0;
    Set<Integer> gone = new HashSet<>();
    removed.forEach(member -> gone.add(dictionary.find(member)));
    for (int code : before) {
      if (!gone.contains(code)) {
        addMember(code);
      }
    }
    added.stream().filter(member -> !member.isEmpty()).forEach(this::addMember);
    sortMembers();
  }

  /// Stores the cell read last as the value of a row.
  void store(ValueStage stage, long row) {
    if (type != ValueType.SET) {
      stage.set(row, slot, scale);
    } else if (memberCount > 0) {
      stage.setList(row, members, memberCount);
    }
  }

  /// Members separated by `|`; empty ones and doubles vanish.
  private void readMembers(String cell) {
    memberCount = 0;
    int start = 0;
    while (start <= cell.length()) {
      int bar = cell.indexOf('|', start);
      int end = bar < 0 ? cell.length() : bar;
      if (end > start) {
        addMember(cell.substring(start, end));
      }
      start = end + 1;
    }
    sortMembers();
  }

  private void addMember(String member) {
    addMember(code(member));
  }

  private void addMember(int code) {
    if (memberCount == members.length) {
      members = Arrays.copyOf(members, 2 * memberCount);
    }
    members[memberCount++] = code;
  }

  private void sortMembers() {
    Arrays.sort(members, 0, memberCount);
    int distinct = 0;
    for (int i = 0; i < memberCount; i++) {
      if (i == 0 || members[i] != members[i - 1]) {
        members[distinct++] = members[i];
      }
    }
    memberCount = distinct;
  }

  private int code(String value) {
    Integer cached = cache.get(value);
    if (cached != null) {
      return cached;
    }
    int code = dictionary.add(value);
    if (cache.size() < CACHED_VALUES) {
      cache.put(value, code);
    }
    return code;
  }
}
