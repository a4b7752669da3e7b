package io.lamella.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: the folders stay the architecture. Method: the imports of every class are read; a package
/// uses only the packages below it.
///
/// ```
///                     engine                         the door
///      segment   ingest   store   exec   plan        each uses those to its right
///                     index
///                     bitmap
///                kernel   memory                     nothing of ours
///   beside the stack: api, query, query.text, catalog, effect
/// ```
class LayersTest {

  private static final String ROOT = "io.lamella.engine";

  private static final List<String> BESIDE = List.of("api", "query", "query.text", "catalog");
  private static final List<String> BASE = List.of("kernel", "memory");
  private static final List<String> INDEX = List.of("index", "bitmap", "kernel", "memory");

  /// What each package may use, itself and the libraries apart.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("kernel", List.of()),
          Map.entry("memory", List.of()),
          Map.entry("bitmap", BASE),
          Map.entry("index", and(List.of("bitmap"), BASE, BESIDE)),
          Map.entry("plan", and(INDEX, BESIDE)),
          Map.entry("exec", and(List.of("plan"), INDEX, BESIDE)),
          Map.entry("store", and(List.of("exec", "plan"), INDEX, BESIDE)),
          Map.entry("ingest", and(List.of("store", "exec", "plan"), INDEX, BESIDE)),
          Map.entry("segment", and(List.of("ingest", "store", "exec", "plan"), INDEX, BESIDE)),
          Map.entry("query", List.of()),
          Map.entry("query.text", List.of("query", "api")),
          Map.entry("catalog", List.of("memory")),
          Map.entry("effect", List.of()),
          Map.entry("api", List.of("query", "catalog", "effect")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @SafeVarargs
  private static List<String> and(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  static Stream<String> packages() {
    return MAY_USE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyPackagesBelowIt(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, List.of()).stream())
            .map(LayersTest::qualified)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(qualified(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackages("io.lamella..")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreTouchesFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackage(qualified("store"))
        .and()
        // Chronicle maps its files itself, so where they lie is a path.
        .doNotHaveSimpleName("CustomerMapFolder")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.nio\\.file\\.Files|java\\.nio\\.channels\\.FileChannel"
                + "|java\\.io\\.(File|RandomAccessFile|FileInputStream|FileOutputStream)")
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlaceInThePicture() {
    String[] known =
        Stream.concat(Stream.of(ROOT), packages().map(LayersTest::qualified))
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String qualified(String name) {
    return ROOT + "." + name;
  }
}
