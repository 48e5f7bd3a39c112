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

extension LayerWork {
  /// Layers of DenseNet121, ResNet50V2 and NASNetMobile, whose pictures are small.
  static let onSmallPictures = [
    LayerWork("DenseNet121 3x3 on 8x8", [8, 8, 128], kernel: [3, 3, 128, 32], size: 8),
    LayerWork("ResNet50V2 3x3 on 2x2", [2, 2, 256], kernel: [3, 3, 256, 256], size: 2),
    LayerWork("ResNet50V2 3x3 on 1x1", [1, 1, 512], kernel: [3, 3, 512, 512], size: 1),
    LayerWork("ResNet50V2 1x1 on 1x1", [1, 1, 512], kernel: [1, 1, 512, 2048], size: 1),
    LayerWork("NASNetMobile 1x1 on 4x4", [4, 4, 44], kernel: [1, 1, 44, 44], size: 4),
    LayerWork("NASNetMobile 7x7 of each channel, 15x15 to 8x8", [15, 15, 32], kernel: [7, 7, 1, 32], size: 8),
    LayerWork("NASNetMobile 5x5 of each channel on 4x4", [4, 4, 44], kernel: [5, 5, 1, 44], size: 4),
    LayerWork("NASNetMobile 5x5 of each channel on 2x2", [2, 2, 88], kernel: [5, 5, 1, 88], size: 2),
    LayerWork("NASNetMobile 3x3 of each channel on 1x1", [1, 1, 176], kernel: [3, 3, 1, 176], size: 1),
  ]

  private init(_ name: String, _ input: [Int], kernel: [Int], size: Int) {
    self.init(name: name, inputShape: input, kernelShape: kernel, outputShape: [size, size, kernel[3]])
  }
}

extension Network {
  /// The dense and convolution layers in forward order, read off the signals of one sample. Both kernels of a separable
  /// convolution count as layers, with the signals of the second one.
  var layerWork: [LayerWork] {
    var rng = Streams(seed: 1).generator("initial parameters")
    var tape = Tape(self, initialState(using: &rng))
    let logits = self(&tape, tape.constant(Tensor(zeros: [1] + inputShape)))
    return tape.gradients(of: logits, keepsSignals: true).signals.flatMap { signal in
      layout.entries.filter { $0.layer == signal.layer && $0.role.hasSuffix("kernel") }.map { kernel in
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
