import EntropyCoding
import GradientCoding
import Randomness

@testable import SlepianWolf

extension FuzzTarget {
  /// The container of telegrad-sw, and what servers and workers tell each other of planes.
  static let containers: [FuzzTarget] = [syndromeContainer, planePlans, messageHeader]

  /// The first byte says whether the checksum is put right, so that what is behind it is reached.
  private static let syndromeContainer = FuzzTarget("syndrome-container", longestInput: 400) {
    try [0, 40, 160].flatMap { count -> [[UInt8]] in
      let pair = correlatedBytes(count)
      let containers = [
        try SyndromeContainer(coding: pair.content, crossover: 0.03),
        try SyndromeContainer(coding: pair.content, measuredOn: pair.side),
      ]
      return containers.flatMap { container -> [[UInt8]] in [[0] + container.bytes, [1] + container.bytes] }
    }
  } entry: {
    let coder = SectionCoder()
    return { input in
      var choices = Choices(input)
      let isSealed = choices.next(below: 2) == 1
      var bytes = choices.bytes
      if isSealed, bytes.count >= 4 {
        let check = Array(bytes.dropLast(4)).cyclicCheck
        bytes.replaceSubrange((bytes.count - 4)..., with: (0..<4).map { UInt8(truncatingIfNeeded: check >> (8 * $0)) })
      }
      let container: SyndromeContainer
      do throws(SyndromeContainerError) {
        container = try SyndromeContainer(bytes: bytes)
        // Content of more than a section is only read, for decoding it takes as long as it is.
        if container.length <= 1_000 {
          let side = correlatedBytes(container.length).side
          _ = try container.decoded(with: side, by: coder)
        }
      } catch {
        return .refused
      }
      try FuzzFinding.unless(container.bytes == bytes, "a container with two forms")
      return .taken
    }
  }

  private static func correlatedBytes(_ count: Int) -> (content: [UInt8], side: [UInt8]) {
    var rng = Streams(seed: 11).generator("bytes")
    let content = (0..<count).map { _ in UInt8(rng.index(below: 256)) }
    return (content, content.map { $0 ^ (rng.index(below: 4) == 0 ? 1 << UInt8(rng.index(below: 8)) : 0) })
  }

  /// The first byte is the number of planes, the second an eighth of the bits in each.
  private static let planePlans = FuzzTarget("plane-plans", longestInput: 64) {
    let plan = PlanePlan.coded(length: 1, full: BlockStart(mother: 30, step: 3), tail: nil)
    return [[2, 250] + PlanePlan.bytes(of: [plan, .raw], code: planeCode, count: 2_000)]
  } _: { input in
    var choices = Choices(input)
    let planes = choices.next(below: 8), count = 8 * choices.next(), bytes = choices.bytes
    let plans: [PlanePlan]
    do throws(EntropyCodingError) {
      plans = try PlanePlan.plans(from: bytes, planeCount: planes, code: planeCode, count: count)
    } catch {
      return .refused
    }
    try FuzzFinding.unless(
      PlanePlan.bytes(of: plans, code: planeCode, count: count) == bytes, "plans with two forms")
    return .taken
  }

  private static let planeCode = PlaneCode(blockLengths: [256, 400], maximumIterations: 10, blockPrice: 200)

  /// The head of every message; the first byte is the number of sections.
  private static let messageHeader = FuzzTarget("message-header", longestInput: 128) {
    [0, 1, 3].map { count in
      let sections = (0..<count).map { [UInt8](repeating: 7, count: 5 * $0) }
      return [UInt8(count)] + Message(kind: .answer, round: 300, worker: 2, sections: sections, raw: 0).bytes
    }
  } _: { input in
    var choices = Choices(input)
    let count = choices.next(below: 16), bytes = choices.bytes
    let header: MessageHeader
    do throws(CodecError) {
      header = try MessageHeader(of: bytes, kinds: .gradient, .answer, .broadcast, sectionCount: count)
    } catch {
      return .refused
    }
    let message = Message(
      kind: header.kind, round: header.round, worker: header.worker, sections: header.sections.map { Array(bytes[$0]) },
      raw: 0)
    try FuzzFinding.unless(message.bytes == bytes, "a message with two forms")
    return .taken
  }
}
