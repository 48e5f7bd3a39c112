import Autodiff
import Models
import Randomness
import Testing

/// Networks as the papers count them.
@Suite struct ParameterCountTests {
  /// By hand: a dense layer has (in + 1) · out, a convolution rows · columns · in · out + out; the ResNets' convolutions have
  /// no bias, and their normalisations two parameters a channel.
  private static let counts: [(network: Network, count: Int, output: Int)] = [
    (.mlp, 199_210, 10), (.fc300, 266_610, 10), (.fc1000, 1_116_410, 10), (.leNet, 1_663_370, 10),
    (.cifarNet, 1_068_298, 10), (.cifarNet(size: 32), 1_756_426, 10), (.resNet20, 269_722, 10),
    (.resNet56, 853_018, 10), (.mlp(input: [3], widths: [5]), 20, 5),
  ]

  @Test(arguments: counts)
  func parameterCount(_ network: Network, count: Int, output: Int) {
    #expect(network.layout.count == count)
    #expect(network.layout.entries.reduce(0) { $0 + $1.range.count } == count)
  }

  @Test(arguments: counts)
  func logitsHaveOneRowForEachPicture(_ network: Network, count: Int, output: Int) {
    var rng = Streams(seed: 1).generator("state")
    let state = network.initialState(using: &rng)
    let input = Tensor([2] + network.inputShape) { Uniform(low: -1, high: 1).fill(&$0, using: &rng) }
    let logits = network.logits(input, at: state)
    #expect(logits.shape == [2, output])
    #expect(logits.scalars.allSatisfy { $0.isFinite })
    #expect(Set(logits.scalars).count > 1)
  }
}
