import Autodiff
import Models
import Testing

/// The networks of CO3 as they train.
@Suite struct KerasTrainingTests {
  /// What is left of a run: losses and every parameter, bit by bit.
  private struct Trace: Equatable {
    var losses: [Float] = []
    /// FNV-1a over the parameters' bits.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  }

  /// A few steps against the gradient of one small batch.
  private static func train(_ network: Network) -> Trace {
    let batch = WorkerBatch.random(network, workerCount: 1, count: 8, seed: 1)[0]
    var state = network.state(seed: 2), optimizer = SGD(learningRate: .constant(0.01), momentum: 0)
    var trace = Trace()
    for _ in 0..<4 {
      let pass = batch.pass(network, state)
      trace.losses.append(pass.losses.scalar)
      optimizer.update(&state.parameters, gradient: pass.parameters.reshaped([network.layout.count]))
    }
    state.parameters.withSpan { parameters in
      for i in parameters.indices {
        trace.digest = (trace.digest ^ UInt64(parameters[i].bitPattern)) &* 0x100_0000_01B3
      }
    }
    return trace
  }

  /// The loss falls, and two runs beside each other leave the bits of one alone.
  @Test(arguments: KerasNetwork.all)
  func stepsReduceTheLossAlikeOnAnyThread(_ keras: KerasNetwork) async throws {
    let alone = Self.train(keras.network)
    let (first, last) = (try #require(alone.losses.first), try #require(alone.losses.last))
    #expect(first > 1 && first < 10)
    #expect(last < 0.95 * first)
    async let one = Self.train(keras.network)
    async let other = Self.train(keras.network)
    #expect(await one == alone)
    #expect(await other == alone)
  }
}
