public import EntropyCoding

/// The worker's half of the codec of a tensor's symbols: it keeps their bits until it is released.
///
/// Plane by plane, the least significant first, the message holds what `PlaneEncoder` writes, bit after bit, with zeros up
/// to the end of the last byte. A request names one plane, and its answer is about that plane.
public struct TensorEncoder: Sendable {
  private var planes: [PlaneEncoder] = []

  /// The message to the server.
  public let message: [UInt8]

  /// Encodes symbols of as many bits as there are plans.
  ///
  /// - Parameter symbols: The symbols, [elements], below 2ᵐ.
  /// - Precondition: There are 1 to 16 plans, of this code.
  public init(_ symbols: [Int], plans: [PlanePlan], code: PlaneCode) {
    precondition(symbols.allSatisfy { 0..<1 << plans.count ~= $0 }, "symbols of more than \(plans.count) bits")
    let bitPlanes = plans.indices.map { plane in
      var bits = BitBlocks(blockCount: 1, bitCount: symbols.count)
      for (index, symbol) in symbols.enumerated() where symbol >> plane & 1 == 1 { bits[0, index] = true }
      return bits
    }
    self.init(planes: bitPlanes, plans: plans, code: code)
  }

  /// Encodes planes of bits, the least significant first, each one block of all bits.
  ///
  /// - Precondition: There are 1 to 16 planes of as many bits, and a plan of this code for each.
  public init(planes bitPlanes: [BitBlocks], plans: [PlanePlan], code: PlaneCode) {
    precondition(1...16 ~= plans.count && bitPlanes.count == plans.count, "symbols of \(plans.count) bits")
    var writer = BitWriter(capacity: bitPlanes.reduce(8) { $0 + $1.bitCount / 8 })
    for (plane, plan) in zip(bitPlanes, plans) {
      planes.append(PlaneEncoder(plane, plan: plan, code: code, to: &writer))
    }
    message = writer.finish()
  }

  /// Answers a request of the server.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no request about these symbols; the encoder is then as it was.
  public mutating func answer(_ request: [UInt8]) throws(EntropyCodingError) -> [UInt8] {
    let start = self
    do throws(EntropyCodingError) {
      var decoder = RangeDecoder(request), writer = BitWriter()
      let plane = try decoder.decodePlane(count: planes.count)
      try planes[plane].answer(&decoder, to: &writer)
      let end = try decoder.finish()
      guard end == request.count else { throw .trailing(offset: end, count: request.count - end) }
      return writer.finish()
    } catch {
      self = start
      throw error
    }
  }
}

extension RangeEncoder {
  /// Codes which of so many planes is meant.
  mutating func encode(plane: Int, count: Int) {
    encode(CodingInterval(start: UInt32(plane), size: 1, totalBits: width(of: count - 1)))
  }
}

extension RangeDecoder {
  /// Decodes which of so many planes is meant.
  ///
  /// - Throws: `EntropyCodingError`, where there is no such plane.
  mutating func decodePlane(count: Int) throws(EntropyCodingError) -> Int {
    let bits = width(of: count - 1)
    let plane = try target(totalBits: bits)
    guard plane < count else { throw .invalid(offset: 0, found: "plane \(plane)", expected: "one of \(count)") }
    try pass(CodingInterval(start: plane, size: 1, totalBits: bits))
    return Int(plane)
  }
}
