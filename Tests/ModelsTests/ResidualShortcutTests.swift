import Autodiff
import Models
import Randomness
import TestSupport
import Testing

/// Shortcuts of option A: every second row and column, and zeros for the channels that are missing.
@Suite struct ResidualShortcutTests {
  /// With the second normalisation of every block scaled by zero, a block is ReLU of its shortcut; ResNet-8 is then the
  /// stem, sampled twice by two, its 16 channels in the middle of 64. (Its ReLUs change nothing: the stem's has gone
  /// before.) The classifier is set to hand its first ten, twenty-fourth on, inputs through.
  @Test func blocksWithoutResidualPassTheirShortcut() throws {
    let network = Network.resNet(depth: 8)
    var state = network.state(seed: 1)
    let layout = network.layout
    var parameters = state.parameters.scalars
    for entry in layout.entries where entry.name.hasSuffix("conv2/norm/scale") {
      for i in entry.range { parameters[i] = 0 }
    }
    let classifier = try #require(layout.entries.first { $0.name == "classifier/kernel" })
    #expect(classifier.shape == [64, 10])
    // Output k is channel firstChannel + k.
    func logits(firstChannel: Int) -> Tensor {
      for i in classifier.range { parameters[i] = 0 }
      for k in 0..<10 where firstChannel + k < 64 {
        parameters[classifier.range.lowerBound + (firstChannel + k) * 10 + k] = 1
      }
      state.parameters = Tensor([layout.count], parameters)
      return network.logits(input, at: state)
    }
    var rng = Streams(seed: 2).generator("pictures")
    let input = Tensor([2, 32, 32, 3]) { Normal().fill(&$0, using: &rng) }

    var tape = Tape()
    let x = tape.constant(input)
    let stem = tape.constant(state.parameters.rows(layout.entries[0].range).reshaped([3, 3, 3, 16]))
    let convolved = tape.convolution(x, kernel: stem, padding: Padding(1), activation: .relu)
    let y = tape.value(convolved).scalars
    // By the initial moments, 0 and 1, the stem's normalisation divides by √(1 + 1e-5).
    var means = [Float](repeating: 0, count: 2 * 16)
    for n in 0..<2 {
      for i in stride(from: 0, to: 32, by: 4) {
        for j in stride(from: 0, to: 32, by: 4) {
          for c in 0..<16 {
            means[n * 16 + c] += y[((n * 32 + i) * 32 + j) * 16 + c] / 64 / Float(1.00001).squareRoot()
          }
        }
      }
    }
    let (first, second) = (logits(firstChannel: 24).scalars, logits(firstChannel: 34).scalars)
    for n in 0..<2 {
      let channels = Array(first[n * 10..<n * 10 + 10]) + second[n * 10..<n * 10 + 6]
      #expect(deviation(channels, from: means[n * 16..<n * 16 + 16]) <= 1e-5)
      #expect(second[n * 10 + 6..<n * 10 + 10].allSatisfy { $0 == 0 })
    }
    for channel in [0, 10, 14, 40, 50, 60] {
      #expect(
        logits(firstChannel: channel).scalars.enumerated().allSatisfy { index, value in
          24..<40 ~= channel + index % 10 || value == 0
        })
    }
  }
}
