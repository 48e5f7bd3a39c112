/// The codes that both ends have for planes of bits, and the rule by which one is chosen.
///
/// A plane of N bits is cut into blocks of one length n; the last block has what is left and is filled up with zeros that
/// the decoder knows. Of all lengths and mothers, and of sending the bits as they are, ``plan(for:count:)`` takes what is
/// expected to cost least by ``ClimbingPolicy``.
public struct PlaneCode: Sendable {
  /// Planes of fewer bits are sent as they are.
  public static var leastCodedCount: Int { 1_200 }
  /// The lengths of blocks, n.
  public let blockLengths: [Int]
  /// Whether planes have a check and are repaired; else a message is all there is, and what it decodes to is delivered.
  public let isExact: Bool
  /// Whether a block has bits from all over the plane, in place of neighbours.
  ///
  /// Plans take blocks to be alike. The elements of a tensor seldom are: rows and columns differ in what can be told of them.
  public let isInterleaved: Bool
  /// The iterations after which belief propagation gives a block up.
  public let maximumIterations: Int
  /// What a block's share of a request and an answer is taken to cost, bits. It is 2 in fact, how far the block climbs;
  /// with more, blocks start higher and climb faster, which takes fewer requests and decodings. Blocks of 2,400 bits with
  /// symmetric side information, 100 or more in a plane, take 1.095 (H = 0.5) and 1.197 (H = 0.2) times their entropy with 2 and
  /// 13 requests for a plane; 1.116 and 1.275 times with 60 and 4 requests.
  public let blockPrice: Double
  /// What a request and its answer are taken to cost once for all blocks, bits: ends of bytes.
  public let requestPrice: Double
  let check = CyclicCheck()
  let cache = CodeCache()

  /// Creates the set of codes.
  ///
  /// - Precondition: There are 1 to 4 lengths, of 256 to 2²⁰ bits.
  public init(
    blockLengths: [Int] = [1_200, 2_400, 9_600, 64_800], isExact: Bool = true, isInterleaved: Bool = false,
    maximumIterations: Int = 100, blockPrice: Double = 2, requestPrice: Double = 24
  ) {
    precondition(1...4 ~= blockLengths.count, "\(blockLengths.count) block lengths")
    precondition(blockLengths.allSatisfy { 256...1 << 20 ~= $0 }, "block lengths of \(blockLengths)")
    self.blockLengths = blockLengths
    precondition(blockPrice >= 0 && requestPrice >= 0, "prices of \(blockPrice) and \(requestPrice) bits")
    self.isExact = isExact
    self.isInterleaved = isInterleaved
    self.blockPrice = blockPrice
    self.requestPrice = requestPrice
    self.maximumIterations = maximumIterations
  }

  /// The plan by which each block is sent once, with a syndrome that fails with at most `failureRate`: the paper's way.
  ///
  /// Raw where there is no such syndrome, or it is no shorter than the bits.
  ///
  /// - Precondition: `failureRate` lies in (0, 1), and there is such a block length.
  public func singlePlan(
    for information: PlaneInformation, count: Int, blockLength: Int, failureRate: Double
  ) -> PlanePlan {
    guard let length = blockLengths.firstIndex(of: blockLength) else {
      preconditionFailure("no blocks of \(blockLength) bits among \(blockLengths)")
    }
    guard count >= Self.leastCodedCount else { return .raw }
    func start(_ k: Int) -> BlockStart? {
      guard k > 0 else { return nil }
      let needed = information.need(bitCount: k).bits(failureRate: failureRate)
      guard needed < k else { return nil }
      let mother = RateAdaptiveCode.mother(blockLength: blockLength, syndromeBits: needed)
      let lengths = RateLadder(blockLength: blockLength, mother: mother).lengths
      return lengths.firstIndex { $0 >= needed }.map { BlockStart(mother: mother, step: $0) }
    }
    let (full, tail) = (start(blockLength), start(count % blockLength))
    return full == nil && tail == nil ? .raw : .coded(length: length, full: full, tail: tail)
  }

  /// The plan of least expected cost for a plane of `count` bits; raw where no other is expected to cost less.
  ///
  /// - Complexity: O(*steps*²) for each length and mother near what is needed.
  public func plan(for information: PlaneInformation, count: Int) -> PlanePlan {
    cheapest(for: information, count: count).plan
  }

  /// The bits that the plan of least expected cost is expected to take, requests included.
  ///
  /// - Complexity: That of ``plan(for:count:)``.
  public func expectedBits(for information: PlaneInformation, count: Int) -> Double {
    cheapest(for: information, count: count).expectedBits
  }

  private func cheapest(
    for information: PlaneInformation, count: Int
  ) -> (plan: PlanePlan, expectedBits: Double) {
    guard count >= Self.leastCodedCount else { return (.raw, Double(count)) }
    var best = PlanePlan.raw, least = Double(count)
    for (index, n) in blockLengths.enumerated() {
      let blockCount = (count + n - 1) / n
      let full = start(of: n, information, blockLength: n, blockCount: blockCount)
      let tail = start(of: count % n, information, blockLength: n, blockCount: blockCount)
      let head = Double(CyclicCheck.bitCount + 3 * width(of: RateAdaptiveCode.motherCount))
      let cost = Double(count / n) * full.expectedBits + tail.expectedBits + head
      if cost < least { (best, least) = (.coded(length: index, full: full.start, tail: tail.start), cost) }
    }
    return (best, least)
  }

  /// Where a block of k bits starts, and what it is expected to cost.
  ///
  /// A row that was split does less than one that was grown, which the law of the need leaves out: of all mothers within six
  /// in a thousand of the least expected cost, the one of the greatest rate is taken.
  private func start(
    of k: Int, _ information: PlaneInformation, blockLength: Int, blockCount: Int
  ) -> (start: BlockStart?, expectedBits: Double) {
    guard k > 0 else { return (nil, 0) }
    let mean = Double(information.need(bitCount: k).bits(failureRate: 0.5))
    // Nothing costs less than what half of the blocks need.
    guard mean < Double(k) else { return (nil, Double(k)) }
    var starts: [(start: BlockStart?, expectedBits: Double)] = [(nil, Double(k))]
    for mother in 0..<RateAdaptiveCode.motherCount {
      let share = Double(RateAdaptiveCode.shortestSyndrome(blockLength, mother: mother)) / mean
      guard 0.85...1.1 ~= share || mother == 0 && share > 1 else { continue }
      let ladder = RateLadder(blockLength: blockLength, mother: mother)
      let policy = policy(ladder, bitCount: k, information, blockCount: blockCount)
      guard let step = policy.start else { continue }
      starts.append((BlockStart(mother: mother, step: step), policy.expectedBits))
    }
    let least = starts.reduce(Double(k)) { min($0, $1.expectedBits) }
    return starts.last { $0.expectedBits <= 1.006 * least } ?? starts[0]
  }

  /// How blocks of `bitCount` bits climb a ladder.
  func policy(
    _ ladder: RateLadder, bitCount: Int, _ information: PlaneInformation, blockCount: Int
  ) -> ClimbingPolicy {
    ClimbingPolicy(
      lengths: ladder.lengths, need: information.need(bitCount: bitCount),
      price: blockPrice + requestPrice / Double(blockCount))
  }
}
