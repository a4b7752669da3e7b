package io.lamella.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.bench.Figure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ShopSizeTest {
  private static final int CUSTOMERS = 3_000;
  private static final ShopSize SHOP = new ShopSize(CUSTOMERS);

  @Test
  void everyValueAndEveryDayHasABitmap() {
    Map<String, Map<String, RoaringBitmap>> bitmaps = SHOP.bitmaps();
    assertThat(bitmaps).containsKeys("country", "age", "tags", "purchase", "opened_email");
    assertThat(bitmaps.get("country")).containsKeys("GB", "US", "");
    assertThat(bitmaps.get("tags")).containsKeys("vip", "press").doesNotContainKey("vip|press");
    assertThat(bitmaps.get("purchase")).hasSizeBetween(85, 91);
    assertThat(
            bitmaps.getOrDefault("consent_email", Map.of()).getOrDefault("", new RoaringBitmap()))
        .hasSize(CUSTOMERS);
  }

  @Test
  void instantsHaveNoBitmapsButThatOfWhoHasOne() {
    assertThat(SHOP.bitmaps().get("signed_up")).containsOnlyKeys("");
  }

  @Test
  void itsBitmapsAreNoLargerThanRoarings() {
    Figure figure = SHOP.measure();
    assertThat(figure.name()).isEqualTo("size.shop");
    assertThat(figure.met()).as(figure.toString()).isTrue();
  }
}
