public import GradientCoding

/// What a server tells all workers of a round that are in two groups: the index of the first one of the second group,
/// 2³² if there is none, in one section as `ByteWriter` writes integers.
package enum SecondGroup {
  private static let noWorker = 1 << 32

  /// The broadcast of a round in whose plan the second group begins at a place.
  package static func broadcast(_ plan: RoundPlan, firstPlace: Int) -> Message {
    var writer = ByteWriter()
    writer.write(integer: firstPlace < plan.workers.count ? plan.workers[firstPlace] : noWorker)
    let bits = 8 * writer.bytes.count
    return Message(
      kind: .broadcast, round: plan.round, worker: nil, sections: [writer.bytes], raw: bits, entropy: Double(bits))
  }

  /// Whether a worker is in the second group of a round, by its broadcast.
  ///
  /// - Throws: `CodecError` for bytes that are no broadcast of this round, or none.
  package static func has(_ worker: Int, round: Int, broadcast: [UInt8]?) throws(CodecError) -> Bool {
    guard let broadcast else { throw .noOpenRound }
    let header = try MessageHeader(of: broadcast, kinds: .broadcast, sectionCount: 1)
    guard header.round == round else { throw .wrongRound(found: header.round, expected: round) }
    var reader = ByteReader(broadcast, section: header.sections[0], layer: nil)
    let first = try reader.integer("first worker of the second group", in: 0...noWorker)
    try reader.finish()
    return worker >= first
  }
}
