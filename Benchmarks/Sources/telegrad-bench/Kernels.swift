import ArgumentParser
import Autodiff
import GradientStatistics
import Models
import Randomness

/// Rates of kernels, each beside what bounds it: memory bandwidth, or matrix products.
struct Kernels: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "GB/s of fills and statistics, GFLOP/s of products.")

  @Option(help: "Numbers in the buffers of fills and statistics.") var count = 10_000_000
  @Option(help: "Runs of each kernel, after one that does not count.") var runs = 15
  @Option(help: "Pictures in the batch of a convolution.") var batch = 128

  func validate() throws {
    guard count > 0, runs > 0, batch > 0 else { throw ValidationError("--count, --runs and --batch must be positive") }
  }

  func run() async throws {
    print("median (least to greatest) of \(runs) runs")
    printHeading("GB/s over \(count) numbers, one thread")
    measureBuffers()
    printHeading("GFLOP/s of matrix products 1024 x 1024 x 1024")
    for threads in [1, 2] {
      let products = try await MatrixProducts().measure(threads: threads, runCount: runs)
      printRow("\(threads) thread\(threads == 1 ? "" : "s together")", products)
    }
    printHeading("GFLOP/s of samples through a dense layer 8192 x 8192, one thread")
    for samples in [1, 8, 32, 128] {
      let products = MatrixProducts(rows: samples, size: 8192, productCount: 1)
      printRow("\(samples)", try await products.measure(threads: 1, runCount: runs))
    }
    print("two units of 16 lanes at the clock now: \(Int(64 * processorGigahertz()))")
    printHeading("GFLOP/s of convolutions of \(batch) pictures, one thread")
    for (name, network) in [("LeNet", Network.leNet), ("CifarNet", .cifarNet(size: 32)), ("ResNet-20", .resNet20)] {
      measureConvolutions(of: network, name)
    }
    printHeading("GFLOP/s of convolutions of 64 small pictures, one thread")
    for layer in LayerWork.onSmallPictures { measure(layer, layer.name, batch: 64, needsDataGradient: true) }
  }

  /// Fills, copies and statistics; bytes are those of the numbers read or written, each once.
  private func measureBuffers() {
    var rng = Streams(seed: 1).generator("numbers")
    let source = Normal().values(count: count, using: &rng)
    var destination = Normal().values(count: count, using: &rng)
    let gigabytes = Double(count * MemoryLayout<Float>.stride) / 1e9

    func measure(_ name: String, buffers: Double, _ body: () -> Float) {
      printRow(name, Measurement(work: buffers * gigabytes, runCount: runs, body))
    }
    measure("copy", buffers: 2) {
      destination.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: source) }
      return destination[count / 2]
    }
    measure("store of a constant", buffers: 1) {
      destination.withUnsafeMutableBufferPointer { $0.update(repeating: 1) }
      return destination[count / 2]
    }
    measure("Philox uniform fill", buffers: 1) {
      var span = destination.mutableSpan
      Uniform(low: 0, high: 1).fill(&span, using: &rng)
      return destination[count / 2]
    }
    measure("Philox normal fill", buffers: 1) {
      var span = destination.mutableSpan
      Normal().fill(&span, using: &rng)
      return destination[count / 2]
    }
    measure("Moments", buffers: 1) { Float(Moments(source.span).mean) }
    measure("pearson", buffers: 2) { Float(pearson(source.span, destination.span)) }
  }

  /// A tape with one convolution, for each shape of the network once.
  private func measureConvolutions(of network: Network, _ name: String) {
    let layers = network.layerWork.filter(\.isConvolution)
    for (index, layer) in layers.enumerated() where !layers[..<index].contains(where: layer.hasShape) {
      let shape = layer.kernelShape.map(String.init).joined(separator: "x")
      measure(
        layer, "\(name) \(layer.name), \(shape) to \(layer.outputShape[0])x\(layer.outputShape[1])", batch: batch,
        needsDataGradient: index > 0)
    }
  }

  private func measure(_ layer: LayerWork, _ name: String, batch: Int, needsDataGradient: Bool) {
    let convolution = SingleConvolution(layer, batch: batch, needsDataGradient: needsDataGradient)
    let (forward, backward) = convolution.measure(runCount: runs)
    print(name)
    printRow("  forward", forward)
    printRow(needsDataGradient ? "  backward" : "  backward, kernel only", backward)
  }

  private func printHeading(_ title: String) {
    print("\n" + pad(title, to: 60) + pad("by processor time", to: 28) + "by wall time")
  }

  private func printRow(_ name: String, _ measurement: Measurement) {
    print(pad(name, to: 56) + pad("\(measurement.processor)", to: 28) + "\(measurement.wall)")
  }

  private func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
