import EntropyCoding

/// Codes of all layers in one stream of a range coder, with probabilities that are learnt in contexts of neighbours.
///
/// The numbers of a layer are not alike: in a kernel the size of a gradient goes with its input and its output channel. So
/// the context of a magnitude is a pair of classes, of two decayed means of the magnitudes before it (rates of 1/16):
///
/// - that of the same column (the last axis of the tensor, the output channel), in earlier rows;
/// - that of the numbers just before, in the same row (the other axes) and earlier ones.
///
/// A magnitude's code is coded from its highest bit, each bit by an `AdaptiveBit` of its context and of the bits above it, and
/// the sign of what is not 0 by one of the decayed mean of its column's signs. All layers share the models, since their scales
/// make them alike. Models start afresh in each message, so that messages decode in any order and nothing is kept. Integers only.
///
/// > Note: On gradients of NASNetMobile a decayed mean of the same element in the worker's earlier messages, as a third class or
/// > mixed in, saves no more than 0.3 %, at a byte of memory an element at both ends; so it is left out.
struct ContextCoder: Sendable {
  /// The bits of a magnitude.
  private let magnitudeBits: Int
  private let magnitudeCount: Int
  /// The class of a mean of magnitude codes, by its part above 2⁻⁴.
  private let classes: [UInt8]
  private let classCount: Int
  private var magnitudes: [AdaptiveBit]
  private var signs: [AdaptiveBit]
  /// The decayed mean of the magnitude codes, in units of 2⁻⁸.
  private var rowMean: Int32 = 256

  /// Creates the coder of one message.
  ///
  /// - Parameters:
  ///   - magnitudeBits: The bits of a code without its sign, which is the bit above them.
  ///   - magnitudeCount: The number of magnitudes; those of at most 16 are classified by half octaves of the code, others,
  ///     whose codes grow with the logarithm, by ranges of `octave` codes.
  init(magnitudeBits: Int, magnitudeCount: Int, octave: Int) {
    self.magnitudeBits = magnitudeBits
    self.magnitudeCount = magnitudeCount
    // 2⁸ · 2^(k/2) / 16
    let thresholds = [16, 23, 32, 45, 64, 91, 128, 181, 256, 362, 512, 724, 1_024, 1_448, 2_048]
    classes = (0..<16 * magnitudeCount).map { part in
      magnitudeCount <= 16 ? UInt8(thresholds.count { $0 <= 16 * part }) : UInt8(part / (16 * octave))
    }
    classCount = Int(classes[classes.count - 1]) + 1
    magnitudes = [AdaptiveBit](repeating: AdaptiveBit(rate: 10), count: classCount * classCount << magnitudeBits)
    signs = [AdaptiveBit](repeating: AdaptiveBit(rate: 10), count: 16)
  }

  /// Codes a layer; an encoder's stream reads the codes, a decoder's gives those that are written there.
  ///
  /// - Precondition: `width` divides the number of codes.
  /// - Complexity: O(n · `magnitudeBits`), some 5 ns a bit.
  /// - Throws: what the stream throws, and for a magnitude that no encoder writes `EntropyCodingError`.
  mutating func run<Stream: BitStream>(
    _ codes: inout [UInt8], width: Int, with stream: inout Stream
  ) throws(EntropyCodingError) {
    precondition(codes.count.isMultiple(of: width), "\(codes.count) codes in rows of \(width)")
    let bits = magnitudeBits, signBit = 1 << bits, row = classCount << bits, magnitudeCount = magnitudeCount
    var rowMean = rowMean
    var columnMeans = [Int32](repeating: 0, count: width), columnSigns = columnMeans
    // Indices are unchecked: means lie in 0...(magnitudeCount − 1)·2⁸, means of signs in −2¹²..<2¹², and bits above in 1..<2^bits.
    var means = columnMeans.mutableSpan, directions = columnSigns.mutableSpan, places = codes.mutableSpan
    // The models are taken out for the while, so that there is no copy of them; after an error the coder is of no use.
    let classTable = classes
    var (magnitudeArray, signArray) = (magnitudes, signs)
    (magnitudes, signs) = ([], [])
    var magnitudeModels = magnitudeArray.mutableSpan, signModels = signArray.mutableSpan
    let classes = classTable.span
    var place = 0, rowNumber: Int32 = 0
    while place < places.count {
      // The first row has no column means; then they count for 1/2, 1/4, 1/8, 1/16 of what was before.
      let rate = min(4, rowNumber + 1)
      for column in 0..<width {
        let mean = rowNumber == 0 ? rowMean : means[unchecked: column]
        let context =
          Int(classes[unchecked: Int(mean >> 4)]) * row + Int(classes[unchecked: Int(rowMean >> 4)]) << bits
        let known = Int(places[unchecked: place])
        var node = 1, bit = bits
        while bit > 0 {
          bit -= 1
          let isOne = try stream.code(known >> bit & 1 != 0, with: &magnitudeModels[unchecked: context + node])
          node = node << 1 | (isOne ? 1 : 0)
        }
        let magnitude = node - signBit
        guard magnitude < magnitudeCount else { throw stream.unknown(magnitude) }
        var code = magnitude, direction: Int32 = 0
        if magnitude > 0 {
          let model = Int((directions[unchecked: column] + 4_096) >> 9)
          let isNegative = try stream.code(known & signBit != 0, with: &signModels[unchecked: model])
          if isNegative { code |= signBit }
          direction = isNegative ? -4_096 : 4_095
        }
        places[unchecked: place] = UInt8(truncatingIfNeeded: code)
        let scaled = Int32(truncatingIfNeeded: magnitude << 8)
        means[unchecked: column] = mean + (scaled - mean) >> rate
        directions[unchecked: column] += (direction - directions[unchecked: column]) >> 4
        rowMean += (scaled - rowMean) >> 4
        place += 1
      }
      rowNumber += 1
    }
    (self.rowMean, magnitudes, signs) = (rowMean, magnitudeArray, signArray)
  }
}

/// A range encoder that writes bits, or a range decoder that finds them.
protocol BitStream {
  /// Passes a bit: an encoder that of the caller, a decoder the one in its bytes.
  mutating func code(_ bit: Bool, with model: inout AdaptiveBit) throws(EntropyCodingError) -> Bool
  /// The error of a magnitude that there is not.
  func unknown(_ magnitude: Int) -> EntropyCodingError
}

extension RangeEncoder: BitStream {
  @inline(__always)
  mutating func code(_ bit: Bool, with model: inout AdaptiveBit) throws(EntropyCodingError) -> Bool {
    encode(bit, with: &model)
    return bit
  }

  func unknown(_ magnitude: Int) -> EntropyCodingError { .unknownSymbol(magnitude, index: 0) }
}

extension RangeDecoder: BitStream {
  @inline(__always)
  mutating func code(_: Bool, with model: inout AdaptiveBit) throws(EntropyCodingError) -> Bool {
    try decode(with: &model)
  }

  func unknown(_ magnitude: Int) -> EntropyCodingError {
    .invalid(offset: 0, found: "magnitude \(magnitude)", expected: "one of the format")
  }
}
