package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.Attribute;
import io.lamella.v1.Behaviour;
import io.lamella.v1.DayOfWeek;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.GetCatalogResponse;
import io.lamella.v1.GetWorkspaceRequest;
import io.lamella.v1.ListAttributeValuesRequest;
import io.lamella.v1.ListAttributeValuesResponse;
import io.lamella.v1.ListPropertyValuesRequest;
import io.lamella.v1.Property;
import io.lamella.v1.PutWorkspaceRequest;
import io.lamella.v1.ValueCount;
import io.lamella.v1.ValueType;
import io.lamella.v1.WorkspaceSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The catalogue and the workspaces' settings over the wire.
class CatalogServiceTest {

  private static final WorkspaceSettings LONDON =
      WorkspaceSettings.newBuilder()
          .setTimeZone("Europe/London")
          .setFirstDayOfWeek(DayOfWeek.DAY_OF_WEEK_SUNDAY)
          .build();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theCatalogueListsAttributesBehavioursPropertiesAndSizes() {
    GetCatalogResponse catalog =
        server.catalogs().getCatalog(GetCatalogRequest.getDefaultInstance());

    assertThat(catalog.getPopulation()).isEqualTo(12);
    assertThat(catalog.getSnapshot()).isEqualTo(1);
    assertThat(catalog.getSettings().getTimeZone()).isEqualTo("UTC");
    assertThat(catalog.getSettings().getFirstDayOfWeek()).isEqualTo(DayOfWeek.DAY_OF_WEEK_MONDAY);
    assertThat(catalog.getAttributesList())
        .extracting(Attribute::getName, Attribute::getType, Attribute::getCustomers)
        .containsExactly(
            tuple("age", ValueType.VALUE_TYPE_NUMBER, 10L),
            tuple("country", ValueType.VALUE_TYPE_KEYWORD, 10L),
            tuple("subscribed", ValueType.VALUE_TYPE_BOOLEAN, 9L),
            tuple("tags", ValueType.VALUE_TYPE_SET, 6L));
    assertThat(catalog.getBehavioursList())
        .extracting(
            Behaviour::getName, Behaviour::getEvents, Behaviour::getFirstDay, Behaviour::getLastDay)
        .containsExactly(
            tuple("purchase", 5L, "2026-03-01", "2026-03-30"),
            tuple("viewed", 3L, "2026-03-03", "2026-03-31"));
    assertThat(catalog.getBehaviours(0).getPropertiesList())
        .extracting(Property::getName)
        .containsExactly("amount", "category");
    assertThat(catalog.getMemory().getAttributeBytes()).isPositive();
    assertThat(catalog.getMemory().getBudgetBytes())
        .isEqualTo(TestServer.ENGINE.memoryBudgetBytes());
  }

  @Test
  void valuesComeByFallingCountAndWhatIsBehindTheListIsCounted() {
    ListAttributeValuesResponse values =
        server
            .catalogs()
            .listAttributeValues(
                ListAttributeValuesRequest.newBuilder()
                    .setAttribute("country")
                    .setLimit(2)
                    .build());

    assertThat(values.getValuesList())
        .extracting(ValueCount::getValue, ValueCount::getCount)
        .containsExactly(tuple("GB", 4L), tuple("DE", 3L));
    assertThat(values.getDistinctValues()).isEqualTo(4);
  }

  @Test
  void theValuesOfAPropertyAreCountedInEvents() {
    assertThat(
            server
                .catalogs()
                .listPropertyValues(
                    ListPropertyValuesRequest.newBuilder()
                        .setBehaviour("purchase")
                        .setProperty("category")
                        .setContaining("skin")
                        .build())
                .getValuesList())
        .extracting(ValueCount::getValue, ValueCount::getCount)
        .containsExactly(tuple("skincare", 3L));
  }

  @Test
  void namesThatAreNotThereAreNotFound() {
    assertThat(
            Refused.by(() ->
                    server
                        .catalogs()
                        .listAttributeValues(
                            ListAttributeValuesRequest.newBuilder().setAttribute("contry").build()))
                .code())
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(
            Refused.by(() ->
                    server
                        .catalogs()
                        .getCatalog(GetCatalogRequest.newBuilder().setWorkspace("nowhere").build()))
                .reason())
        .isEqualTo("UNKNOWN_WORKSPACE");
  }

  @Test
  void aLimitOutsideItsRangeIsRefused() {
    for (int limit : new int[] {-1, 10_001}) {
      assertThat(
              Refused.by(() ->
                      server
                          .catalogs()
                          .listAttributeValues(
                              ListAttributeValuesRequest.newBuilder()
                                  .setAttribute("country")
                                  .setLimit(limit)
                                  .build()))
                  .violations())
          .containsExactly("limit: a limit is 0 to 10000: limit=" + limit);
    }
  }

  @Test
  void aWorkspaceKeepsItsSettings() {
    server
        .admin()
        .putWorkspace(
            PutWorkspaceRequest.newBuilder().setWorkspace("london").setSettings(LONDON).build());

    assertThat(
            server
                .admin()
                .getWorkspace(GetWorkspaceRequest.newBuilder().setWorkspace("london").build())
                .getSettings())
        .isEqualTo(LONDON);
  }

  @Test
  void theTimeZoneIsFixedOnceEventsExist() {
    Refused refused =
        Refused.by(() ->
            server
                .admin()
                .putWorkspace(PutWorkspaceRequest.newBuilder().setSettings(LONDON).build()));

    assertThat(refused.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(refused.reason()).isEqualTo("ZONE_FIXED");
  }

  @Test
  void anUnknownTimeZoneIsAFaultOfItsField() {
    Refused refused =
        Refused.by(() ->
            server
                .admin()
                .putWorkspace(
                    PutWorkspaceRequest.newBuilder()
                        .setWorkspace("atlantis")
                        .setSettings(WorkspaceSettings.newBuilder().setTimeZone("Europe/Atlantis"))
                        .build()));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation).startsWith("settings.time_zone: "));
  }

  @Test
  void aWorkspaceNeedsAProperName() {
    assertThat(
            Refused.by(() ->
                    server
                        .admin()
                        .putWorkspace(
                            PutWorkspaceRequest.newBuilder().setWorkspace("../etc").build()))
                .code())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
