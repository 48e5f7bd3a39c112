/// The three products of a convolution with one kernel, over some pictures at a time, on the calling thread.
protocol ConvolutionProducts {
  /// y from x.
  func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, pictures: Int)
  /// ∂x from ∂y.
  func data(x: UnsafeMutablePointer<Float>, y: UnsafePointer<Float>, pictures: Int)
  /// ∂K from x and ∂y, written to `kernel` or, if told, added to it; ``finishKernel(_:accumulates:)`` follows the last.
  func kernel(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, pictures: Int, into kernel: UnsafeMutablePointer<Float>,
    accumulates: Bool)
  /// Brings what was summed elsewhere to `kernel`.
  func finishKernel(_ kernel: UnsafeMutablePointer<Float>, accumulates: Bool)
}

extension ConvolutionProducts {
  func finishKernel(_ kernel: UnsafeMutablePointer<Float>, accumulates: Bool) {}
}

extension ConvolutionGeometry {
  /// Output pixels up to which a convolution is taken apart into matrix products.
  private static let matrixLimit = 4

  /// The products by the method that is fastest for these sizes.
  func products(with kernel: Tensor) -> any ConvolutionProducts {
    if isDepthwise { return DepthwiseProducts(geometry: self, kernel: kernel) }
    if isPointwise || groups == 1 && outputHeight * outputWidth <= Self.matrixLimit {
      return MatrixProducts(geometry: self, kernel: kernel)
    }
    return CompiledProducts(geometry: self, kernel: kernel)
  }
}

/// Products that oneDNN compiles for the sizes, with kernels in an order of its own.
final class CompiledProducts: ConvolutionProducts {
  private let geometry: ConvolutionGeometry
  private let plainKernel: Tensor
  private var runs: [(direction: ConvolutionStep.Direction, pictures: Int, run: ConvolutionRun)] = []

  init(geometry: ConvolutionGeometry, kernel: Tensor) {
    self.geometry = geometry
    plainKernel = kernel
  }

  func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, pictures: Int) {
    run(.forward, pictures)(x: x, y: y)
  }

  func data(x: UnsafeMutablePointer<Float>, y: UnsafePointer<Float>, pictures: Int) {
    run(.data, pictures)(x: x, y: y)
  }

  func kernel(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, pictures: Int, into kernel: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) {
    run(.kernel, pictures).addKernelGradient(x: x, y: y)
  }

  func finishKernel(_ kernel: UnsafeMutablePointer<Float>, accumulates: Bool) {
    var accumulates = accumulates
    for case (.kernel, _, let run) in runs {
      run.takeKernelGradient(into: kernel, accumulates: accumulates)
      accumulates = true
    }
  }

  /// The step for one direction and number of pictures, made where it is first asked for.
  private func run(_ direction: ConvolutionStep.Direction, _ pictures: Int) -> ConvolutionRun {
    if let known = runs.first(where: { $0.direction == direction && $0.pictures == pictures }) { return known.run }
    var sizes = geometry
    sizes.batch = pictures
    let run = ConvolutionRun(direction, sizes)
    if direction != .kernel { run.setKernel(plainKernel.pointer) }
    runs.append((direction, pictures, run))
    return run
  }
}
