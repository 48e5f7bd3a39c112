import EntropyCoding
import GradientCoding
import Quantization
import SlepianWolf

/// A layer of the worker whose turn it is, from what is asked for to its folded levels.
struct ServedLayer: Sendable {
  let contexts: SourceContexts
  /// The classes of ``PeerInformation``; empty where the layer has none.
  let classes: [UInt16]
  /// The elements whose zeros parity checks tell, and their decoder; nil where the range coder tells all.
  private var parity: (elements: [Int32], decoder: SuccessiveDecoder<EmpiricalSideInformation>)?
  /// The bytes that ask for the layer.
  let request: [UInt8]
  private let isSilent: Bool
  private let extent: Int
  /// The levels so far, folded.
  private(set) var levels: [Int8]
  /// What the stream goes on with.
  private var rest: (model: LevelModel, stream: RangeDecoder)?

  /// Plans a layer.
  ///
  /// - Parameter planner: The comparison of both ways; nil where there are no parity checks.
  init(
    contexts: SourceContexts, classes: [UInt16], isSilent: Bool, planner: ParityPlanner?, memory: ParityMemory?,
    codec: DitheredSourceCodec
  ) {
    self.contexts = contexts
    self.classes = classes
    self.isSilent = isSilent
    extent = codec.quantizer.extent
    levels = [Int8](repeating: 0, count: contexts.values.count)
    guard !isSilent, let planner, let memory, let selection = planner.selection(codec.rule) else {
      request = []
      return
    }
    let elements = selection.elements(contexts.values)
    var decoder = SuccessiveDecoder(elementCount: elements.count, model: memory.learnt, code: codec.code)
    decoder.corrections = [memory.correction]
    decoder.beginRound(contexts: elements.map { Int(classes[Int($0)]) })
    let information = decoder.information()[0]
    let plan = codec.code.plan(for: information, count: elements.count)
    let isCheaper =
      codec.code.expectedBits(for: information, count: elements.count) + Double(8 * ParitySelection.byteCount)
      < planner.rangeBits(selection)
    guard plan != .raw, isCheaper || codec.rule == .parityChecks else {
      request = []
      return
    }
    request = selection.bytes + decoder.announcement([plan])
    parity = (elements, decoder)
  }

  /// What the parity checks took; nil where there were none.
  var delivery: TensorDelivery? { parity?.decoder.deliveries.first }

  /// Takes the section of the first answer, and returns a further request if there is need.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no such section.
  /// - Complexity: O(elements), some 20 ns each, and belief propagation.
  mutating func receive(_ section: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    if isSilent {
      guard section.isEmpty else { throw .trailing(offset: 0, count: section.count) }
      return nil
    }
    guard var decoder = parity?.decoder, let elements = parity?.elements else {
      try decode(section, from: 0, isSelected: [])
      try finish([], nil)
      return nil
    }
    var reader = BitReader(section), length = 0
    for place in 0..<4 {
      let byte = try reader.read(8)
      length |= Int(byte & 127) << (7 * place)
      if byte < 128 { break }
    }
    let start = reader.byteOffset
    guard length <= section.count - start else {
      throw .truncated(offset: start, needed: length, found: section.count - start)
    }
    let request = try decoder.receive(Array(section[start..<start + length]))
    parity = (elements, decoder)
    var isSelected = [Bool](repeating: false, count: levels.count)
    for element in elements { isSelected[Int(element)] = true }
    try decode(section, from: start + length, isSelected: isSelected)
    if request == nil { try finish(elements, decoder.planes[0][0]) }
    return request
  }

  /// Takes more of the syndromes, and returns a further request if there is need.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are not what was asked for.
  mutating func receive(more section: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    guard var decoder = parity?.decoder, let elements = parity?.elements else {
      throw .invalid(offset: 0, found: "an answer", expected: "none, for nothing was asked")
    }
    let request = try decoder.receive(answer: section)
    parity = (elements, decoder)
    if request == nil { try finish(elements, decoder.planes[0][0]) }
    return request
  }

  /// Decodes the levels that no parity checks are about.
  private mutating func decode(
    _ section: [UInt8], from start: Int, isSelected: [Bool]
  ) throws(EntropyCodingError) {
    var model = LevelModel(extent: extent), stream = RangeDecoder(section, section: start..<section.count)
    for index in levels.indices where isSelected.isEmpty || !isSelected[index] {
      levels[index] = try model.decode(contexts.values[index], isNonzero: false, from: &stream)
    }
    rest = (model, stream)
  }

  /// Decodes the levels that are known not to be zero, and checks that the stream is at its end.
  private mutating func finish(_ elements: [Int32], _ nonzeros: BitBlocks?) throws(EntropyCodingError) {
    guard var (model, stream) = rest else { return }
    if let nonzeros {
      for (place, element) in elements.enumerated() where nonzeros[0, place] {
        levels[Int(element)] = try model.decode(contexts.values[Int(element)], isNonzero: true, from: &stream)
      }
    }
    let end = try stream.finish()
    guard end == stream.end else { throw .trailing(offset: end, count: stream.end - end) }
    rest = nil
  }
}
