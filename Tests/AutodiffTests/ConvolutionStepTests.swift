import Parallelism
import Testing

@testable import Autodiff

@Suite struct ConvolutionStepTests {
  /// Steps are kept for good, so that each round has sizes that were not asked for before.
  @Test func threadsThatAskAtOnceShareOneStep() async throws {
    for round in 0..<50 {
      let geometry = ConvolutionGeometry(
        batch: 1, height: 7, width: 100 + round, channels: 3, kernelHeight: 3, kernelWidth: 3, filters: 5, stride: 1,
        padding: .valid, groups: 1)
      let steps = try await parallelMap(8, jobs: 8) { _ in ConvolutionStep.step(.forward, geometry) }
      #expect(Set(steps.map(ObjectIdentifier.init)).count == 1)
    }
  }
}
