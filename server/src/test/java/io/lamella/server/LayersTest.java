package io.lamella.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Goal: a service translates, asks and translates back, and nothing below it knows it.
@AnalyzeClasses(
    packages = "io.lamella.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule SERVICES_STAND_ON_CALLS_AND_MAPPING =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("service")
          .definedBy("io.lamella.server.service")
          .layer("call")
          .definedBy("io.lamella.server.call")
          .layer("mapping")
          .definedBy("io.lamella.server.mapping")
          .whereLayer("service")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("call")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("service", "call");
}
