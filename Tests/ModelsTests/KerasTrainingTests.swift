import Autodiff
import Models
import Testing

/// The networks of CO3 as they train.
@Suite struct KerasTrainingTests {
  /// What a step leaves: the loss before it, and FNV-1a over the bits of every parameter after it.
  private struct Step: Equatable {
    let loss: Float
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  }

  /// Steps against the gradient of one small batch.
  private static func train(_ network: Network, from start: NetworkState, stepCount: Int) -> [Step] {
    let batch = WorkerBatch.random(network, workerCount: 1, count: 8, seed: 1)[0]
    var state = start, optimizer = SGD(learningRate: .constant(0.01), momentum: 0)
    return (0..<stepCount).map { _ in
      let pass = batch.pass(network, state)
      optimizer.update(&state.parameters, gradient: pass.parameters.reshaped([network.layout.count]))
      var step = Step(loss: pass.losses.scalar)
      state.parameters.withSpan { parameters in
        for i in parameters.indices {
          step.digest = (step.digest ^ UInt64(parameters[i].bitPattern)) &* 0x100_0000_01B3
        }
      }
      return step
    }
  }

  /// The loss falls, and a step beside another one leaves the bits that it leaves alone.
  @Test(arguments: KerasNetwork.all)
  func stepsReduceTheLossAlikeOnAnyThread(_ keras: KerasNetwork) async throws {
    let state = keras.network.state(seed: 2)
    let steps = Self.train(keras.network, from: state, stepCount: 3)
    let (first, last) = (try #require(steps.first), try #require(steps.last))
    #expect(first.loss > 1 && first.loss < 10)
    #expect(last.loss < 0.95 * first.loss)
    async let one = Self.train(keras.network, from: state, stepCount: 1)
    async let other = Self.train(keras.network, from: state, stepCount: 1)
    #expect(await one == [first])
    #expect(await other == [first])
  }
}
