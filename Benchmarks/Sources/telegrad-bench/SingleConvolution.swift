import Autodiff
import Randomness

/// A convolution by itself on a tape, as a network's layer of the same shape computes it.
struct SingleConvolution {
  private let layer: LayerWork
  private let pictures: Tensor
  private let kernel: Tensor
  /// A first layer's data gradient is not computed.
  private let needsDataGradient: Bool

  init(_ layer: LayerWork, batch: Int, needsDataGradient: Bool) {
    self.layer = layer
    self.needsDataGradient = needsDataGradient
    var rng = Streams(seed: 1).generator("pictures")
    pictures = Tensor([batch] + layer.inputShape) { Normal().fill(&$0, using: &rng) }
    kernel = Tensor(layer.kernelShape) { Normal().fill(&$0, using: &rng) }
  }

  /// GFLOP/s of the forward product, and of both gradients (or the kernel's alone) from a gradient of ones.
  func measure(runCount: Int) -> (forward: Measurement, backward: Measurement) {
    let forwardWork = layer.forwardOperations * Double(pictures.rowCount) / 1e9
    var forward: [Rates] = [], backward: [Rates] = []
    for _ in 0...runCount {
      var tape = Tape()
      let x = needsDataGradient ? tape.variable(pictures) : tape.constant(pictures)
      let k = tape.variable(kernel)
      var y = x
      forward.append(
        Rates(work: forwardWork) {
          y = convolution(x, k, on: &tape)
          return tape.value(y).withSpan { $0[0] }
        })
      backward.append(
        Rates(work: (needsDataGradient ? 2 : 1) * forwardWork) {
          tape.gradients(of: y)[k].withSpan { $0[0] }
        })
    }
    return (Measurement(Array(forward.dropFirst())), Measurement(Array(backward.dropFirst())))
  }

  /// All layers measured here pad by half the kernel, so that the stride alone divides the picture.
  private func convolution(_ x: Variable, _ k: Variable, on tape: inout Tape) -> Variable {
    let (size, outputSize) = (layer.inputShape[0], layer.outputShape[0])
    return tape.convolution(
      x, kernel: k, stride: (size + outputSize - 1) / outputSize, padding: Padding(layer.kernelShape[0] / 2),
      groups: layer.inputShape[2] / layer.kernelShape[2])
  }
}
