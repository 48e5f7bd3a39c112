import EntropyCoding
import GradientCoding
import Quantization
import SlepianWolf

extension DitheredSourceCodec.Worker.Layer {
  /// The levels by the range coder; where the zeros of some are told by parity checks, these come last, and only
  /// those that are not zero.
  ///
  /// - Complexity: O(elements), some 20 ns each.
  func stream(extent: Int, selection: ParitySelection? = nil) -> [UInt8] {
    var model = LevelModel(extent: extent), stream = RangeEncoder(capacity: levels.count / 8)
    let isSelected = selection?.contexts ?? Array(repeating: false, count: SourceContexts.count)
    for index in levels.indices where !isSelected[Int(contexts[index])] {
      model.encode(levels[index], contexts[index], isNonzero: false, to: &stream)
    }
    guard selection != nil else { return stream.finish() }
    for index in levels.indices where isSelected[Int(contexts[index])] && levels[index] != 0 {
      model.encode(levels[index], contexts[index], isNonzero: true, to: &stream)
    }
    return stream.finish()
  }

  /// Answers the first request: an empty one asks for the range coder alone; others are a ``ParitySelection`` and the
  /// plan of its elements.
  ///
  /// The answer to these is the number of bytes of the syndromes, the syndromes, and the stream.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that ask for nothing that there is; the layer is then as it was.
  mutating func begin(_ request: [UInt8], _ codec: DitheredSourceCodec) throws(EntropyCodingError) -> [UInt8] {
    let extent = codec.quantizer.extent
    guard !request.isEmpty else {
      encoder = nil
      return isSilent ? [] : stream(extent: extent)
    }
    let selection = try ParitySelection(Array(request.prefix(ParitySelection.byteCount)))
    let elements = isSilent ? [] : selection.elements(contexts)
    guard elements.count >= PlaneCode.leastCodedCount else {
      throw .invalid(
        offset: 0, found: "a selection of \(elements.count) elements", expected: "\(PlaneCode.leastCodedCount) at least"
      )
    }
    let plans = try PlanePlan.plans(
      from: Array(request.dropFirst(ParitySelection.byteCount)), planeCount: 1, code: codec.code, count: elements.count)
    var nonzeros = BitBlocks(blockCount: 1, bitCount: elements.count)
    for (place, element) in elements.enumerated() where levels[Int(element)] != 0 { nonzeros[0, place] = true }
    let encoder = TensorEncoder(planes: [nonzeros], plans: plans, code: codec.code)
    var writer = ByteWriter(capacity: encoder.message.count + levels.count / 8)
    writer.write(integer: encoder.message.count)
    writer.write(encoder.message)
    writer.write(stream(extent: extent, selection: selection))
    self.encoder = encoder
    return writer.bytes
  }

  /// Gives more of the syndromes.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no request about them; the layer is then as it was.
  mutating func goOn(_ request: [UInt8]) throws(EntropyCodingError) -> [UInt8] {
    guard var encoder else {
      throw .invalid(offset: 0, found: "a request for syndromes", expected: "none, for there are none of this layer")
    }
    let answer = try encoder.answer(request)
    self.encoder = encoder
    return answer
  }
}
