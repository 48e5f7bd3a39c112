import EntropyCoding
import Parallelism
public import Randomness
import RateDistortion

/// What it takes to deliver planes of bits of which the server knows each with a binary symmetric error: all bytes of both
/// directions, announcement, headers, checks and requests included.
public struct PlaneDelivery: Sendable, Equatable {
  /// The planes sent, and the bits of each.
  public private(set) var planeCount = 0
  public let bitCount: Int
  /// H, bits for each bit.
  public let entropy: Double
  /// Messages and answers.
  public private(set) var uplinkBytes = 0
  /// Announcements and requests.
  public private(set) var downlinkBytes = 0
  /// The requests of all planes.
  public private(set) var requestCount = 0
  /// The requests for checks of blocks: planes of which a block was decoded wrongly, and noticed.
  public private(set) var caughtCount = 0
  /// The bits that were delivered wrong, and the blocks that they are in, by the plan's block length.
  public private(set) var wrongBitCount = 0
  public private(set) var wrongBlockCount = 0

  /// The bits sent in either direction over the entropy.
  public var efficiency: Double {
    Double(8 * (uplinkBytes + downlinkBytes)) / (entropy * Double(bitCount) * Double(planeCount))
  }

  /// Sends random planes.
  ///
  /// - Parameters:
  ///   - plan: The plan of all planes; the one of least expected cost where nil.
  ///   - round: Tells apart measurements with the same streams.
  ///   - jobs: The planes that are sent at once; the result does not depend on it.
  /// - Throws: `EntropyCodingError` if a half refuses what the other wrote, or `CancellationError`.
  public static func measured(
    _ code: PlaneCode, plan: PlanePlan? = nil, entropy: Double, bitCount: Int, planeCount: Int, streams: Streams,
    round: Int = 0, jobs: Int
  ) async throws -> PlaneDelivery {
    let posterior = try BinaryPosterior.symmetric(entropy: entropy)
    let information = PlaneInformation(entropy: posterior.entropy, dispersion: posterior.dispersion)
    let plan = plan ?? code.plan(for: information, count: bitCount)
    let parts = try await parallelMap(planeCount, jobs: jobs) { index in
      var rng = streams.generator("plane delivery", worker: index, round: round)
      let plane = SymmetricPlane(count: bitCount, crossover: posterior.conditions[0].one, using: &rng)
      var part = PlaneDelivery(bitCount: bitCount, entropy: entropy)
      try part.send(plane, plan: plan, information: information, code: code)
      return part
    }
    return parts.reduce(PlaneDelivery(bitCount: bitCount, entropy: entropy)) { $0.adding($1) }
  }

  private init(bitCount: Int, entropy: Double) {
    self.bitCount = bitCount
    self.entropy = entropy
  }

  /// Sends one plane until it is delivered.
  private mutating func send(
    _ plane: SymmetricPlane, plan: PlanePlan, information: PlaneInformation, code: PlaneCode
  ) throws(EntropyCodingError) {
    var writer = BitWriter()
    var encoder = PlaneEncoder(BitBlocks(plane.bits, bitCount: bitCount), plan: plan, code: code, to: &writer)
    let message = writer.finish()
    var reader = BitReader(message)
    var decoder = try PlaneDecoder(from: &reader, code: code, count: bitCount)
    try reader.finish()
    uplinkBytes += message.count
    downlinkBytes += PlanePlan.bytes(of: [plan], code: code, count: bitCount).count
    let padding = [Float](repeating: .infinity, count: decoder.paddedCount - bitCount)
    var outcome = try decoder.decode(plane.ratios + padding, information: information)
    while case .asks(let request) = outcome {
      let bytes = decoder.bytes(of: request)
      var ranger = RangeDecoder(bytes), writer = BitWriter()
      try encoder.answer(&ranger, to: &writer)
      let answer = writer.finish()
      var reader = BitReader(answer)
      outcome = try decoder.receive(&reader)
      try reader.finish()
      downlinkBytes += bytes.count
      uplinkBytes += answer.count
      requestCount += 1
      if request == .checks { caughtCount += 1 }
    }
    planeCount += 1
    guard case .decoded(let bits) = outcome else { return }
    var length = bitCount
    if case .coded(let index, _, _) = plan { length = code.blockLengths[index] }
    let wrong = plane.bits.indices.filter { bits[0, $0] != plane.bits[$0] }
    wrongBitCount += wrong.count
    wrongBlockCount += Set(wrong.map { $0 / length }).count
  }

  private func adding(_ other: PlaneDelivery) -> PlaneDelivery {
    var sum = self
    sum.planeCount += other.planeCount
    sum.uplinkBytes += other.uplinkBytes
    sum.downlinkBytes += other.downlinkBytes
    sum.requestCount += other.requestCount
    sum.caughtCount += other.caughtCount
    sum.wrongBitCount += other.wrongBitCount
    sum.wrongBlockCount += other.wrongBlockCount
    return sum
  }
}
