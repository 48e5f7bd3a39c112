import Autodiff
import DistributedLearning
import GradientCoding
import Models
import Testing

@Suite struct ObserverTests {
  /// The layers of the codec are the parameter tensors of the network, and their gradients lie where the layout says.
  @Test(arguments: ["MLP", "ResNet-8"])
  func observersSeeTheLayers(kind: String) async throws {
    var trial = try kind == "MLP" ? Trial() : Trial(.resNet(depth: 8))
    trial.perRound = 2
    var training = try trial.training()
    let entries = trial.network.layout.entries
    #expect(training.layout.layers.map(\.name) == entries.map(\.name))
    #expect(training.layout.layers.map(\.shape) == entries.map(\.shape))
    #expect(training.layout.layers.map(\.range) == entries.map(\.range))
    #expect(training.layout.elementCount == trial.network.layout.count)
    let layout = training.layout
    var calls = 0
    _ = try await training.runRound(jobs: 2) { observation in
      calls += 1
      #expect(observation.layout == layout && observation.workers == trial.participants(of: 0))
      #expect(observation.results.count == 2)
      for (place, result) in observation.results.enumerated() {
        #expect(result.gradient.shape == [trial.network.layout.count])
        #expect(result.batchMoments.shape == [trial.network.momentLayout.count])
        let layers = entries.indices.map { observation.gradient(of: place, layer: $0) }
        #expect(layers.map(\.count) == entries.map(\.range.count))
        #expect(firstDifference(layers.flatMap(\.scalars), result.gradient.scalars) == nil)
        #expect(layers.allSatisfy { $0.scalars.contains { $0 != 0 } })
      }
    }
    #expect(calls == 1)
  }

  private struct Stop: Error {}

  /// The observer's error ends the round with nothing changed, so that the same round can be run again.
  @Test func anObserverThatThrowsEndsTheRound() async throws {
    var trial = try Trial()
    trial.momentum = 0.5
    var training = try trial.training(), undisturbed = training
    _ = try await training.runRound(jobs: 1)
    let state = training.server.state.bits
    var isStopped = false
    do { _ = try await training.runRound(jobs: 1) { _ in throw Stop() } } catch is Stop { isStopped = true }
    #expect(isStopped && training.round == 1 && firstDifference(training.server.state.bits, state) == nil)
    for _ in 0..<2 { _ = try await undisturbed.runRound(jobs: 1) }
    _ = try await training.runRound(jobs: 1)
    #expect(firstDifference(training.server.state.bits, undisturbed.server.state.bits) == nil)
  }
}
