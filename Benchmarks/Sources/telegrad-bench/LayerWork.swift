import Autodiff
import Randomness

/// The sizes of a dense or convolution layer for one sample, and the floating-point operations that they take.
struct LayerWork {
  let name: String
  /// Of one sample: [features], or [row, column, channel].
  let inputShape: [Int]
  /// [in, out], or [row, column, in, out].
  let kernelShape: [Int]
  let outputShape: [Int]

  /// Operations of the forward product: a multiplication and an addition for each kernel number at each output
  /// position, also where the kernel reaches over the picture's edge.
  ///
  /// The data gradient takes as many, and so does the kernel gradient.
  var forwardOperations: Double {
    Double(2 * kernelShape.reduce(1, *) * outputShape.dropLast().reduce(1, *))
  }

  var isConvolution: Bool { kernelShape.count == 4 }

  func hasShape(of other: LayerWork) -> Bool {
    inputShape == other.inputShape && kernelShape == other.kernelShape && outputShape == other.outputShape
  }
}

extension Network {
  /// The dense and convolution layers in forward order, read off the signals of one sample.
  var layerWork: [LayerWork] {
    var rng = Streams(seed: 1).generator("initial parameters")
    var tape = Tape(self, initialState(using: &rng))
    let logits = self(&tape, tape.constant(Tensor(zeros: [1] + inputShape)))
    return tape.gradients(of: logits, keepsSignals: true).signals.flatMap { signal in
      layout.entries.filter { $0.layer == signal.layer && $0.role == "kernel" }.map { kernel in
        LayerWork(
          name: signal.layer, inputShape: Array(signal.input.shape.dropFirst()), kernelShape: kernel.shape,
          outputShape: Array(signal.delta.shape.dropFirst()))
      }
    }
  }

  /// Operations of dense and convolution layers for one sample in training: forward once, backward twice that, less the
  /// first layer's data gradient, which nobody needs.
  var trainingOperations: Double {
    let forward = layerWork.map(\.forwardOperations)
    return 3 * forward.reduce(0, +) - (forward.first ?? 0)
  }
}
