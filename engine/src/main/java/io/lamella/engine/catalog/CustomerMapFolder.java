package io.lamella.engine.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32C;

/// The files of a [ChronicleCustomerDictionary]: one a map, and a marker that is there only after a
/// clean stop.
///
/// The marker is text: a first line that names the format; the population, the number of maps and
/// the bytes used; a line for each map, oldest first: room, average id bytes, entries, id bytes,
/// file bytes; the CRC32C of all that in hexadecimal.
final class CustomerMapFolder {
  private static final Logger LOG = Logger.getLogger(CustomerMapFolder.class.getName());
  private static final String MARKER = "clean-stop";
  private static final String UNFINISHED_MARKER = "clean-stop.new";
  private static final String MAP = "customers-";
  private static final String FORMAT = "lamella customers 1";

  private final Path folder;

  CustomerMapFolder(Path folder) {
    this.folder = folder;
  }

  /// What a clean stop left.
  ///
  /// @param maps oldest first
  record Contents(List<CustomerMap> maps, long usedBytes) {}

  private record MapLine(CustomerMap.Extent extent, long fileBytes) {}

  private record Marker(long population, long usedBytes, List<MapLine> maps) {}

  /// What the last clean stop left. If there was none, or it was of another population, or anything
  /// is not as it was then, every file is deleted. The marker is deleted in any case.
  Optional<Contents> open(int population) throws IOException {
    Files.createDirectories(folder);
    Optional<Marker> marker = read();
    delete(MARKER);
    forceFolder();
    if (marker.isPresent()
        && marker.get().population == population
        && areThere(marker.get().maps)) {
      Optional<Contents> contents = maps(marker.get());
      if (contents.isPresent()) {
        return contents;
      }
    }
    deleteMaps();
    return Optional.empty();
  }

  private boolean areThere(List<MapLine> maps) throws IOException {
    for (int number = 0; number < maps.size(); number++) {
      Path file = file(number);
      if (!Files.isRegularFile(file) || Files.size(file) != maps.get(number).fileBytes) {
        return false;
      }
    }
    return true;
  }

  private Optional<Contents> maps(Marker marker) {
    List<CustomerMap> opened = new ArrayList<>();
    boolean whole = true;
    try {
      for (MapLine line : marker.maps) {
        CustomerMap map = map(line.extent, opened.size());
        opened.add(map);
        whole &= map.countedEntries() == line.extent.entries();
      }
    } catch (IOException | RuntimeException e) {
      // Chronicle refuses what is damaged with exceptions of many kinds.
      LOG.log(Level.WARNING, "the customer dictionary is built anew, a map cannot be opened", e);
      whole = false;
    }
    if (!whole) {
      opened.forEach(CustomerMap::close);
      return Optional.empty();
    }
    return Optional.of(new Contents(opened, marker.usedBytes));
  }

  /// The map with this number, the oldest being 0: an empty one if it has no file.
  CustomerMap map(CustomerMap.Extent extent, int number) throws IOException {
    return CustomerMap.inFile(extent, file(number));
  }

  /// Marks a clean stop. The maps are closed.
  void seal(int population, CustomerMap[] chain, long usedBytes) throws IOException {
    var text = new StringBuilder();
    text.append(FORMAT).append('\n');
    text.append(population + " " + chain.length + " " + usedBytes + "\n");
    for (int number = 0; number < chain.length; number++) {
      force(file(number));
      CustomerMap.Extent extent = chain[chain.length - 1 - number].extent();
      text.append(
          extent.room()
              + " "
              + extent.averageIdBytes()
              + " "
              + extent.entries()
              + " "
              + extent.idBytes()
              + " "
              + Files.size(file(number))
              + "\n");
    }
    text.append(checksum(text.toString())).append('\n');
    Path unfinished = folder.resolve(UNFINISHED_MARKER);
    Files.writeString(unfinished, text);
    force(unfinished);
    Files.move(unfinished, folder.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
    forceFolder();
  }

  private Optional<Marker> read() throws IOException {
    Path file = folder.resolve(MARKER);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    String body = text.substring(0, end);
    if (!text.substring(end).equals(checksum(body) + "\n") || !body.startsWith(FORMAT + "\n")) {
      LOG.warning("the customer dictionary is built anew, its marker is damaged");
      return Optional.empty();
    }
    List<String> lines = body.lines().skip(1).toList();
    long[] head = numbers(lines.getFirst());
    List<MapLine> maps =
        lines.subList(1, lines.size()).stream()
            .map(CustomerMapFolder::numbers)
            .map(map ->
                new MapLine(
                    new CustomerMap.Extent(map[0], Math.toIntExact(map[1]), map[2], map[3]),
                    map[4]))
            .toList();
    return Optional.of(new Marker(head[0], head[2], maps));
  }

  private static long[] numbers(String line) {
    String[] words = line.split(" ", -1);
    long[] numbers = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Long.parseLong(words[i]);
    }
    return numbers;
  }

  private static String checksum(String text) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    return Long.toHexString(crc.getValue());
  }

  private void deleteMaps() throws IOException {
    delete(UNFINISHED_MARKER);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, MAP + "*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  private Path file(int number) {
    return folder.resolve(MAP + number + ".map");
  }

  private void forceFolder() throws IOException {
    force(folder);
  }

  private static void force(Path path) throws IOException {
    // A folder is forced through a channel that reads it.
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
