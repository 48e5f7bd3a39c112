import EntropyCoding

/// Gives the probability of each sign of a layer from what both ends know, and drives a coder through them in order.
///
/// Up to three contexts with a ``LearningBit`` each, mixed by ``SignMixer`` where neighbours are used:
///
/// - the column's signs so far (16 classes of their decayed mean), the sign in the row before and the one `lag` rows before;
/// - eight neighbours: 1, 2, 3, lag − 1, lag, lag + 1 and 2 lag rows before, and the element before;
/// - the class of the weight's ``Displacement``.
///
/// All start afresh in every message and layer, so that messages decode in any order and nothing is kept between
/// rounds; learning costs half a binary logarithm of its uses for each context in use.
struct SignModel {
  /// nil where a layer has no rows to speak of, or neighbours are not to be used.
  let neighbours: SignNeighbours?
  /// nil where both ends have no earlier model in common.
  let displacement: Displacement?

  /// Codes `count` bits; an encoder's stream reads them from `bits`, a decoder's gives those that are written there.
  ///
  /// - Complexity: O(count), some 30 ns each.
  /// - Throws: what the stream throws.
  func run<Stream: SignStream>(_ bits: inout [UInt8], with stream: inout Stream) throws(Stream.Failure) {
    let fresh = LearningBit(), steps = LearningBit.steps.span
    var classModels = Array(repeating: fresh, count: displacement?.classCount ?? 1)
    guard let neighbours else {
      for i in bits.indices {
        let d = displacement.map { Int($0.classes[i]) } ?? 0
        let bit = try stream.code(bits[i] != 0, zeroFrequency: classModels[d].zeroFrequency)
        bits[i] = bit ? 1 : 0
        classModels[d].update(with: bit, steps)
      }
      return
    }
    var mixer = SignMixer(modelCount: displacement == nil ? 2 : 3)
    let count = bits.count, width = neighbours.width, lag = neighbours.lag * width, before = neighbours.reach
    // Zeros stand before the first sign, so that every neighbour is there.
    var padded = [UInt8](repeating: 0, count: before) + bits
    var columnModels = Array(repeating: fresh, count: 64), patternModels = Array(repeating: fresh, count: 256)
    var columnMeans = [Int32](repeating: 0, count: width)
    var signs = padded.mutableSpan, means = columnMeans.mutableSpan, classes = classModels.mutableSpan
    var columns = columnModels.mutableSpan, patterns = patternModels.mutableSpan
    let displaced = displacement?.classes ?? []
    precondition(displacement == nil || displaced.count == count)
    let displacements = displaced.span, isDisplaced = displacement != nil
    // Indices are unchecked: places lie from `before` on, neighbours at most that far back, contexts have 6 and 8 bits.
    var i = 0
    while i < count {
      for column in 0..<width {
        let place = before &+ i
        let above = Int(signs[unchecked: place &- width]), lagged = Int(signs[unchecked: place &- lag])
        let mean = means[unchecked: column]
        let c = Int((mean &+ 4096) &>> 9) &<< 2 | above &<< 1 | lagged
        let p =
          above | Int(signs[unchecked: place &- 2 &* width]) &<< 1 | Int(signs[unchecked: place &- 3 &* width]) &<< 2
          | lagged &<< 3 | Int(signs[unchecked: place &- lag &- width]) &<< 4
          | Int(signs[unchecked: place &- lag &+ width]) &<< 5 | Int(signs[unchecked: place &- 2 &* lag]) &<< 6
          | Int(signs[unchecked: place &- 1]) &<< 7
        mixer.hear(first: columns[unchecked: c])
        mixer.hear(second: patterns[unchecked: p])
        let d = isDisplaced ? Int(displacements[unchecked: i]) : 0
        if isDisplaced { mixer.hear(third: classes[d]) }
        let bit = try stream.code(signs[unchecked: place] != 0, zeroFrequency: mixer.zeroFrequency())
        signs[unchecked: place] = bit ? 1 : 0
        mixer.update(with: bit)
        columns[unchecked: c].update(with: bit, steps)
        patterns[unchecked: p].update(with: bit, steps)
        if isDisplaced { classes[d].update(with: bit, steps) }
        means[unchecked: column] = mean &+ ((bit ? 4095 : -4096) &- mean) &>> 4
        i &+= 1
      }
    }
    bits = Array(padded[before...])
  }
}

/// A range encoder that writes bits, or a range decoder that finds them.
protocol SignStream {
  /// What an encoder never throws, and a decoder does where its bytes are no stream.
  associatedtype Failure: Error
  /// Passes a bit whose probability of being zero is `zeroFrequency` / 2¹⁶: an encoder that of the caller, a decoder the
  /// one in its bytes.
  mutating func code(_ bit: Bool, zeroFrequency: UInt32) throws(Failure) -> Bool
}

extension RangeEncoder: SignStream {
  mutating func code(_ bit: Bool, zeroFrequency: UInt32) throws(Never) -> Bool {
    encode(bit, zeroFrequency: zeroFrequency, totalBits: 16)
    return bit
  }
}

extension RangeDecoder: SignStream {
  mutating func code(_: Bool, zeroFrequency: UInt32) throws(EntropyCodingError) -> Bool {
    try decodeBit(zeroFrequency: zeroFrequency, totalBits: 16)
  }
}
