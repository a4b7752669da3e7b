package io.lamella.engine.scenario;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Goal: each rule of the language, as a reader would check it by hand. Method: the files in
/// `scenarios`, played to the engine.
class ScenarioTest {

  @TestFactory
  Stream<DynamicTest> theEngineAnswersAsTheScenariosSay() {
    return Scenarios.tests(EngineAsker::new);
  }
}
