package io.lamella.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Goal: a service translates, asks and translates back, and nothing below it knows it; the
/// console's door reaches a service by a call alone.
@AnalyzeClasses(
    packages = "io.lamella.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule SERVICES_AND_DOOR_STAND_ON_CALLS_AND_MAPPING =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("web")
          .definedBy("io.lamella.server.web")
          .layer("service")
          .definedBy("io.lamella.server.service")
          .layer("call")
          .definedBy("io.lamella.server.call")
          .layer("mapping")
          .definedBy("io.lamella.server.mapping")
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("service")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("call")
          .mayOnlyBeAccessedByLayers("service", "web")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("service", "call", "web");
}
