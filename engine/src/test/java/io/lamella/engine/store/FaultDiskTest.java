package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Goal: the disk of the crash tests loses all that a disk may lose and nothing it may not. Method:
/// a moment is crashed many times, and the outcomes are collected.
class FaultDiskTest {
  private static final int CRASHES = 300;
  private static final long SEED = 17;

  private final FaultDisk disk = new FaultDisk();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void onlyWhatWasForcedSurvivesEveryCrash() throws IOException {
    try (var file = disk.create("a")) {
      file.write(0, filled(2_000, 1));
      file.force();
      disk.forceFolder("");
      file.write(600, filled(1_000, 2));
      Set<List<Integer>> outcomes = new HashSet<>();
      for (int i = 0; i < CRASHES; i++) {
        byte[] bytes = disk.crash(random).bytes("a");
        assertThat(bytes).hasSize(2_000);
        assertThat(Arrays.copyOf(bytes, 600)).containsOnly(1);
        outcomes.add(List.of((int) bytes[600], (int) bytes[1_100], (int) bytes[1_599]));
      }
      // Three sectors were touched, and each is old or new.
      assertThat(outcomes).hasSize(8);
      file.force();
      assertThat(disk.crash(random).bytes("a")).isEqualTo(disk.bytes("a"));
    }
  }

  @Test
  void aNameIsDurableOnceItsFolderIsForced() throws IOException {
    try (var file = disk.create("a")) {
      file.write(0, filled(10, 1));
      file.force();
    }
    assertThat(namesAfterCrashes()).containsExactlyInAnyOrder(List.of(), List.of("a"));
    disk.forceFolder("");
    disk.create("b").close();
    disk.rename("b", "a");
    assertThat(namesAfterCrashes()).containsExactlyInAnyOrder(List.of("a"), List.of("a", "b"));
    disk.forceFolder("");
    disk.delete("a");
    assertThat(namesAfterCrashes()).containsExactlyInAnyOrder(List.of("a"), List.of());
  }

  @Test
  void anOlderSizeMayComeBackAndWhatWasCutWithIt() throws IOException {
    try (var file = disk.create("a")) {
      file.write(0, filled(1_500, 1));
      file.force();
      disk.forceFolder("");
      file.truncate(700);
      file.write(1_100, filled(10, 2));
      Set<Integer> sizes = new HashSet<>();
      for (int i = 0; i < CRASHES; i++) {
        sizes.add(disk.crash(random).bytes("a").length);
      }
      assertThat(sizes).containsExactlyInAnyOrder(1_500, 700, 1_110);
      file.force();
      byte[] after = disk.crash(random).bytes("a");
      assertThat(after).isEqualTo(disk.bytes("a"));
      assertThat(Arrays.copyOfRange(after, 700, 1_100)).containsOnly(0);
    }
  }

  @Test
  void aFailedForceLosesWhatALaterOneClaimsToHaveWritten() throws IOException {
    try (var file = disk.create("a")) {
      disk.forceFolder("");
      file.write(0, filled(5_120, 1));
      disk.failForceAt(1);
      assertThatThrownBy(file::force).hasMessageContaining("Input/output error");
      file.force();
      assertThat(disk.bytes("a")).containsOnly(1);
      assertThat(disk.crash(random).bytes("a")).hasSize(5_120).contains(0);
      file.write(0, filled(5_120, 1));
      file.force();
      assertThat(disk.crash(random).bytes("a")).containsOnly(1);
    }
  }

  @Test
  void aFullDiskTakesNoGrowthUntilThereIsRoom() throws IOException {
    try (var file = disk.create("a")) {
      file.write(0, filled(100, 1));
      disk.failWriteAt(2);
      file.write(100, filled(100, 1));
      assertThatThrownBy(() -> file.write(200, filled(100, 1)))
          .isInstanceOf(DiskFullException.class);
      assertThat(file.sizeBytes()).isBetween(200L, 299L);
      file.write(0, filled(200, 2));
      assertThatThrownBy(() -> file.write(file.sizeBytes(), filled(1, 1)))
          .isInstanceOf(DiskFullException.class);
      disk.makeRoom();
      file.write(200, filled(100, 1));
      assertThat(disk.writes()).isEqualTo(6);
    }
  }

  @Test
  void nothingHappensOnceThePowerIsOff() throws IOException {
    disk.powerOffAt(2);
    disk.create("a").close();
    assertThatThrownBy(() -> disk.create("b")).hasMessage("power off");
    assertThatThrownBy(() -> disk.list("")).hasMessage("power off");
    assertThat(disk.kill().list("")).containsExactly("a");
  }

  private Set<List<String>> namesAfterCrashes() throws IOException {
    Set<List<String>> outcomes = new HashSet<>();
    for (int i = 0; i < CRASHES; i++) {
      outcomes.add(disk.crash(random).list(""));
    }
    return outcomes;
  }

  private static ByteBuffer filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }
}
