import Quantization
import Randomness

/// A thread's part of the numbers, with buffers for what quantizers write.
struct QuantizerWork {
  /// What can be measured. `decode` is what the server does; columns are of 1,000 numbers, or all in one.
  static let names = [
    "copy", "dithered", "dithered_decode", "half_dithered", "qsgd_s1", "qsgd_s4", "terngrad", "one_bit_dithered",
    "onebit_ef", "onebit_ef_columns", "nested", "nested_decode", "sign", "lloyd_max_3", "topk_1pct",
  ]

  /// What is read.
  private struct Source {
    let values: [Float], levels: [Int8], indices: [UInt8], rng: Philox, lloydMax: LloydMaxQuantizer
  }

  private let source: Source
  private var numbers: [Float], residual: [Float], levels: [Int8], indices: [UInt8]

  init(count: Int, seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("numbers")
    let values = GenNorm(scale: 0.01, shape: 1).values(count: count, using: &rng)
    source = Source(
      values: values, levels: [Int8](repeating: 0, count: count), indices: [UInt8](repeating: 0, count: count),
      rng: Streams(seed: seed).generator("dither"),
      lloydMax: try LloydMaxQuantizer(levelCount: 3, sample: values.span.extracting(first: 10_000)))
    (numbers, residual) = (source.values, [Float](repeating: 0, count: count))
    (levels, indices) = (source.levels, source.indices)
  }

  /// Does the work once.
  mutating func rates(_ name: String) throws -> Rates {
    var failure: (any Error)?
    let rates = Rates(work: 4e-9 * Double(source.values.count)) {
      do { return try work(name) } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return rates
  }

  /// Does a piece of work and gives a number that depends on it.
  private mutating func work(_ name: String) throws -> Float {
    let source = source, values = source.values, rng = source.rng, middle = values.count / 2
    switch name {
    case "copy":
      numbers.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: values) }
      return numbers[middle]
    case "dithered_decode":
      var span = numbers.mutableSpan
      try LevelQuantizer.dithered(extent: 7).decode(source.levels.span, step: 0.01, dither: rng, into: &span)
      return numbers[middle]
    case "one_bit_dithered":
      let signs = OneBitDither.encode(values.span, step: try OneBitDither.step(of: values.span), dither: rng)
      return signs[middle] ? 1 : 0
    case "onebit_ef", "onebit_ef_columns":
      var span = residual.mutableSpan
      let length = name == "onebit_ef" ? values.count : 1_000
      return try ColumnSigns(values.span, columnLength: length, residual: &span).points[0].positive
    case "nested":
      var span = indices.mutableSpan
      try NestedBlocks(ratio: 3).encode(values.span, fineStep: 0.005, dither: rng, into: &span)
      return Float(indices[middle])
    case "nested_decode":
      var span = numbers.mutableSpan
      try NestedBlocks(ratio: 3).decode(
        source.indices.span, fineStep: 0.005, side: values.span, dither: rng, into: &span)
      return numbers[middle]
    case "sign":
      return PackedSigns(of: values.span)[middle] ? 1 : 0
    case "lloyd_max_3":
      // Of three levels that a sample of 10,000 gave.
      var span = indices.mutableSpan
      try source.lloydMax.encode(values.span, scale: 1, into: &span)
      return Float(indices[middle])
    case "topk_1pct":
      let selection = TopSelection(values.count / 100, of: values.span)
      let kept = selection.indices(of: values.span)
      return kept.map { values[Int($0)] }[kept.count / 2]
    default:
      return try encodeLevels(name)
    }
  }

  private mutating func encodeLevels(_ name: String) throws -> Float {
    let quantizer: LevelQuantizer =
      switch name {
      case "half_dithered": try .halfDithered(extent: 7)
      case "qsgd_s1": try .qsgd(extent: 1)
      case "qsgd_s4": try .qsgd(extent: 4)
      case "terngrad": try .ternGrad()
      default: try .dithered(extent: 7)
      }
    let values = source.values, rng = source.rng, step = try quantizer.step(of: values.span)
    var span = levels.mutableSpan
    quantizer.encode(values.span, step: step, dither: rng, into: &span)
    return Float(levels[values.count / 2])
  }
}
