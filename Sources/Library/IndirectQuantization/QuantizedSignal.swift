import EntropyCoding
import Quantization
public import Randomness

/// A signal after quantization: what is sent of it.
public struct QuantizedSignal: Sendable, Equatable {
  /// The alphabet.
  public let format: SignalFormat
  /// One symbol for each element, row by row.
  public let symbols: [UInt8]
  /// The points in ascending order of their cells, or the step κ.
  public internal(set) var parameters: [Float]

  init(format: SignalFormat, symbols: [UInt8], parameters: [Float]) {
    self.format = format
    self.symbols = symbols
    self.parameters = parameters
  }

  /// Quantizes a signal.
  ///
  /// The cells are Lloyd-Max's of a sample, their points the means of the whole signal in them; a signal of few different
  /// numbers repeats its last point. A dithered x becomes, with κ = max |x| / K and u from `dither`,
  ///
  ///     q = ⌊x/κ + u⌉ in −K...K,   x̃ = κ (q − u)
  ///
  /// > Note: The thesis prints ⌊·⌋ in Equation (3.8), with which the error would not be centred; the nearest integer, as in
  /// > Equation (2.4), gives the error that it states, uniform on ±κ/2.
  ///
  /// - Precondition: The elements are finite.
  /// - Complexity: O(n K).
  public init(_ values: [Float], format: SignalFormat, dither: Philox) {
    self.format = format
    do throws(QuantizationError) {
      switch format.kind {
      case .points(let count):
        (symbols, parameters) = try Self.nearest(values, pointCount: count, codesZeros: format.codesZeros)
      case .dithered(let extent):
        (symbols, parameters) = try Self.dithered(values, extent: extent, codesZeros: format.codesZeros, dither)
      }
    } catch {
      preconditionFailure("a signal without quantizer: \(error)")
    }
  }

  /// The symbols of the nearest points, and the points.
  private static func nearest(
    _ values: [Float], pointCount: Int, codesZeros: Bool
  ) throws(QuantizationError) -> (symbols: [UInt8], parameters: [Float]) {
    let sample = sample(of: values, skipsZeros: codesZeros)
    var symbols = [UInt8](repeating: 0, count: values.count)
    guard !sample.isEmpty else { return (symbols, Array(repeating: 0, count: pointCount)) }
    let quantizer = try LloydMaxQuantizer(levelCount: pointCount, sample: sample.span)
    var span = symbols.mutableSpan
    try quantizer.encode(values.span, scale: 1, into: &span)
    var sums = [Double](repeating: 0, count: quantizer.levelCount), counts = [Int](repeating: 0, count: sums.count)
    for (index, value) in values.enumerated() {
      guard value != 0 || !codesZeros else {
        symbols[index] = 0
        continue
      }
      let level = Int(symbols[index])
      sums[level] += Double(value)
      counts[level] += 1
      symbols[index] += codesZeros ? 1 : 0
    }
    let points = sums.indices.map { level in
      Float(counts[level] > 0 ? sums[level] / Double(counts[level]) : quantizer.points[level])
    }
    return (symbols, points + Array(repeating: points[points.count - 1], count: pointCount - points.count))
  }

  /// Every s-th value, 4,096 to 8,191 of many, so that the cost stays below that of the gradient.
  private static func sample(of values: [Float], skipsZeros: Bool) -> [Float] {
    let sample = stride(from: 0, to: values.count, by: max(1, values.count / 4_096)).map { values[$0] }
    return skipsZeros ? sample.filter { $0 != 0 } : sample
  }

  /// The symbols by Equation (3.8), and the step.
  private static func dithered(
    _ values: [Float], extent: Int, codesZeros: Bool, _ stream: Philox
  ) throws(QuantizationError) -> (symbols: [UInt8], parameters: [Float]) {
    let quantizer = try LevelQuantizer.dithered(extent: extent), step = try quantizer.step(of: values.span)
    var levels = [Int8](repeating: 0, count: values.count)
    var span = levels.mutableSpan
    quantizer.encode(values.span, step: step, dither: stream, into: &span)
    let first = Int8(codesZeros ? extent + 1 : extent)
    let symbols = values.indices.map { codesZeros && values[$0] == 0 ? 0 : UInt8(bitPattern: levels[$0] &+ first) }
    return (symbols, [step])
  }

  /// What the other side reads: x̃ for each element.
  ///
  /// - Parameter dither: the stream that the signal was quantized with.
  /// - Complexity: O(n).
  public func values(dither: Philox) -> [Float] {
    let zero: [Float] = format.codesZeros ? [0] : []
    switch format.kind {
    case .points:
      let table = zero + parameters
      return symbols.map { table[Int($0)] }
    case .dithered(let extent):
      var stream = dither
      let dither = UniformDither(step: 1).values(count: symbols.count, using: &stream), step = parameters[0]
      let offset = Float(extent + format.firstLevel)
      return symbols.indices.map { index in
        format.codesZeros && symbols[index] == 0 ? 0 : step * (Float(symbols[index]) - offset - dither[index])
      }
    }
  }

  /// The empirical entropy of the symbols and the parameters as they are, in bits.
  public var entropyBits: Double {
    var counts = [Int](repeating: 0, count: format.alphabetSize)
    for symbol in symbols { counts[Int(symbol)] += 1 }
    return entropy(ofCounts: counts) * Double(symbols.count) + Double(32 * parameters.count)
  }
}
