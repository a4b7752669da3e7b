package io.lamella.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
  private static final long TIB = 1L << 40;

  @Test
  void aRangeFarLargerThanTheMachineIsReservedAndReadsAsZeroes() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = NativeMemory.reserve(TIB, arena);

      memory.set(ValueLayout.JAVA_BYTE, TIB - 1, (byte) 7);

      assertThat(memory.get(ValueLayout.JAVA_BYTE, TIB - 1)).isEqualTo((byte) 7);
      assertThat(memory.get(ValueLayout.JAVA_LONG, TIB / 2)).isZero();
    }
  }

  @Test
  void aRangeThatDoesNotExistIsRefusedWithItsSize() {
    try (Arena arena = Arena.ofShared()) {
      assertThatThrownBy(() -> NativeMemory.reserve(1L << 60, arena))
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("needed=" + (1L << 60) + " bytes");
    }
  }

  @Test
  void useAfterTheArenaIsClosedThrowsRatherThanCrashes() {
    MemorySegment memory;
    try (Arena arena = Arena.ofShared()) {
      memory = NativeMemory.reserve(1 << 20, arena);
    }

    assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void discardingGivesBackWholePagesAndLeavesTheNeighboursAlone() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = NativeMemory.reserve(4 << 20, arena);
      memory.fill((byte) 1);

      NativeMemory.discard(memory.asSlice(64, (2 << 20) + 64));

      assertThat(memory.get(ValueLayout.JAVA_BYTE, 63)).isEqualTo((byte) 1);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 1 << 20)).isZero();
      assertThat(memory.get(ValueLayout.JAVA_BYTE, (2 << 20) + 128)).isEqualTo((byte) 1);
    }
  }
}
