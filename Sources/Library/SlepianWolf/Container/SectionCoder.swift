import EntropyCoding
import Randomness
import RealModule

/// Codes sections of a ``SyndromeContainer`` and decodes them: planes of N bits in ⌈N / 9,600⌉ blocks as nearly alike as can be.
///
/// The bits are put in the order of ``Interleaving``, and the last block is filled up with zeros. Every block has a check of its own, so
/// that a block which belief propagation gave up, or took for another of the same syndrome, is noticed by itself; it is then tried again
/// with side information that is weighed unevenly, which parts words that are equally near.
struct SectionCoder: Sendable {
  typealias Section = SyndromeContainer.Section

  /// The blocks of a section, which follow from its number of bits alone.
  struct Shape: Sendable, Equatable {
    /// N, the number of blocks and the length n of each.
    let bitCount: Int, blockCount: Int, blockLength: Int

    init(bitCount: Int) {
      self.bitCount = bitCount
      blockCount = max(1, (bitCount + 9_599) / 9_600)
      blockLength = (bitCount + blockCount - 1) / blockCount
    }

    /// Whether bits can be coded; fewer are kept as they are.
    var isCoded: Bool { bitCount >= PlaneCode.leastCodedCount }
  }

  /// The probabilities of failure of a section that are tried in turn where the decoder's bytes are at hand.
  private static let failureRates = [0.3, 0.03, 1e-3, 1e-6]
  /// How often a block is decoded before it is given up, and the iterations of each time.
  private static let attemptCount = 8, iterationCount = 100

  private let check = CyclicCheck()
  private let cache = CodeCache()

  /// 2³² p, as it is stored: p is at least 2⁻²⁰, so that no side information is taken to be certain.
  static func flips(crossover: Double) -> UInt32 {
    UInt32(min(max(crossover, 0x1p-20), 0.5) * 0x1p32)
  }

  /// λ = ln ((1 − p) / p).
  private static func ratio(flips: UInt32) -> Double {
    .log((0x1p32 - Double(flips)) / Double(flips))
  }

  /// What a plane is expected to hold.
  static func information(flips: UInt32) -> PlaneInformation {
    PlaneInformation([(probability: 1, ratio: ratio(flips: flips))])
  }

  /// The bits of syndromes with which one of the blocks fails with at most `failureRate`; nil where those are no fewer than
  /// the blocks' own.
  func syndromeLength(flips: UInt32, shape: Shape, failureRate: Double) -> Int? {
    guard shape.isCoded else { return nil }
    let n = shape.blockLength
    let needed = Self.information(flips: flips).need(bitCount: n)
      .bits(failureRate: failureRate / Double(shape.blockCount))
    let length = max(needed, RateAdaptiveCode.shortestSyndrome(n, mother: 0))
    return length + CyclicCheck.bitCount < n ? length : nil
  }

  /// Codes a section with syndromes of so many bits; as it is where nil.
  func section(_ content: [UInt8], flips: UInt32, syndromeLength l: Int?) -> Section {
    guard let l else { return Section(flips: flips, code: nil, message: content) }
    let shape = Shape(bitCount: 8 * content.count)
    let mother = RateAdaptiveCode.mother(blockLength: shape.blockLength, syndromeBits: l)
    let code = cache.code(RateLadder(blockLength: shape.blockLength, mother: mother))
    let plane = Interleaving(count: shape.bitCount).spread(BitBlocks(bytes: content))
    let blocks = BitBlocks(plane: plane, blockLength: shape.blockLength)
    let checks = code.ladder.syndromes(of: blocks)
    var writer = BitWriter(capacity: shape.blockCount * (l + 24) / 8)
    for block in 0..<shape.blockCount {
      writer.write(UInt64(check.value(of: blocks.words(of: block))), count: CyclicCheck.bitCount)
      checks.write(0..<l, of: block, to: &writer)
    }
    return Section(flips: flips, code: .init(mother: mother, syndromeLength: l), message: writer.finish())
  }

  /// Codes a section by the shortest syndromes tried that the decoder's bytes decode; as it is where there are none.
  func section(_ content: [UInt8], decodedBy side: [UInt8]) -> Section {
    let count = zip(content, side).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    let flips = Self.flips(crossover: Double(count) / Double(8 * content.count))
    for failureRate in Self.failureRates {
      let l = syndromeLength(flips: flips, shape: Shape(bitCount: 8 * content.count), failureRate: failureRate)
      let section = section(content, flips: flips, syndromeLength: l)
      if l == nil || (try? decode(section, with: side)) == content { return section }
    }
    return section(content, flips: flips, syndromeLength: nil)
  }

  /// Decodes a section; nil where the decoder's bytes are too far from it.
  ///
  /// - Throws: ``SyndromeContainerError/damaged(offset:reason:)``, with the offset in the section's message.
  func decode(
    _ section: Section, with side: [UInt8]
  ) throws(SyndromeContainerError) -> [UInt8]? {
    let shape = Shape(bitCount: 8 * side.count)
    guard let identifier = section.code else {
      guard section.message.count == side.count else {
        throw .damaged(offset: 0, reason: "\(section.message.count) bytes for a section of \(side.count)")
      }
      return section.message
    }
    let l = identifier.syndromeLength
    guard shape.isCoded, section.message.count == (shape.blockCount * (CyclicCheck.bitCount + l) + 7) / 8 else {
      throw .damaged(offset: 0, reason: "\(section.message.count) bytes of syndromes for \(shape.bitCount) bits")
    }
    var expected: [UInt32] = [], sent = BitBlocks(blockCount: shape.blockCount, bitCount: l)
    do throws(EntropyCodingError) {
      var reader = BitReader(section.message)
      for block in 0..<shape.blockCount {
        expected.append(UInt32(truncatingIfNeeded: try reader.read(CyclicCheck.bitCount)))
        try sent.read(0..<l, of: block, from: &reader)
      }
      try reader.finish()
    } catch {
      throw .damaged(offset: 0, reason: "\(error)")
    }
    do throws(SlepianWolfError) {
      let code = cache.code(RateLadder(blockLength: shape.blockLength, mother: identifier.mother))
      guard code.shortestSyndrome...code.ladder.rowCount ~= l else {
        throw .invalid("a syndrome of \(l) bits", expected: "\(code.shortestSyndrome) to \(code.ladder.rowCount)")
      }
      let decoder = BeliefPropagation(try code.matrix(syndromeBits: l), maximumIterations: Self.iterationCount)
      let known = BitBlocks(
        plane: Interleaving(count: shape.bitCount).spread(BitBlocks(bytes: side)), blockLength: shape.blockLength)
      let blocks = try decode(
        known, code.syndromes(fromSent: sent), decoder, ratio: Float(Self.ratio(flips: section.flips)),
        padding: shape.blockCount * shape.blockLength - shape.bitCount, checks: expected)
      return blocks.map { Interleaving(count: shape.bitCount).gather($0.plane(count: shape.bitCount)).bytes }
    } catch {
      throw .damaged(offset: 0, reason: "\(error)")
    }
  }

  /// The blocks, or nil where one of them is not found.
  private func decode(
    _ known: BitBlocks, _ syndromes: BitBlocks, _ decoder: BeliefPropagation, ratio: Float, padding: Int,
    checks: [UInt32]
  ) throws(SlepianWolfError) -> BitBlocks? {
    let n = known.bitCount
    var blocks = known, waiting = Array(0..<known.blockCount)
    var rng = Streams(seed: 0).generator("uneven weights")
    for attempt in 0..<Self.attemptCount where !waiting.isEmpty {
      var ratios: [Float] = []
      ratios.reserveCapacity(waiting.count * n)
      for block in waiting {
        let end = block == known.blockCount - 1 ? n - padding : n
        for bit in 0..<n {
          // After the first attempt, weights lie evenly in 0.5...1.5 to a multiple of 2⁻³².
          let weight: Float = attempt == 0 ? 1 : 0.5 + Float(UInt32(truncatingIfNeeded: rng.nextWord())) * 0x1p-32
          ratios.append(bit >= end ? .infinity : (known[block, bit] ? -ratio : ratio) * weight)
        }
      }
      let result = try decoder.decode(ratios, syndromes: syndromes.extracting(waiting))
      var failed: [Int] = []
      for (place, block) in waiting.enumerated() {
        if result.converged(place), check.value(of: result.bits.words(of: place)) == checks[block] {
          blocks.copy(block, from: result.bits, at: place)
        } else {
          failed.append(block)
        }
      }
      // Side information that is too far fails in most blocks, and in vain again.
      guard failed.count <= max(2, known.blockCount / 4) else { return nil }
      waiting = failed
    }
    return waiting.isEmpty ? blocks : nil
  }
}

extension BitBlocks {
  /// The bits of bytes, one block: bit i is bit i mod 8, counted from the least significant one, of byte i / 8.
  public init(bytes: [UInt8]) {
    self.init(blockCount: 1, bitCount: 8 * bytes.count)
    for (index, byte) in bytes.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
  }

  /// The bytes of the first block, filled up with zeros; the inverse of ``init(bytes:)``.
  ///
  /// - Precondition: There is a block.
  public var bytes: [UInt8] {
    precondition(blockCount > 0, "no block has bytes")
    return (0..<(bitCount + 7) / 8).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }
}
