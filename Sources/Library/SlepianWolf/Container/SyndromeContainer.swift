import RealModule

/// Bytes coded for a decoder that has bytes like them, without a word from that decoder: what can be kept in a file.
///
/// The content x is cut into sections of 2¹⁷ bytes. Of each the container has the probability p with which a bit differs from
/// the decoder's, which ``RateAdaptiveCode`` was used, and of each block of the section a check and a syndrome, together not far
/// above h(p) bits for each bit of x (Slepian and Wolf, IEEE Transactions on Information Theory 19, 1973). Blocks have bits
/// from all over their section, so that differences may come in bursts. Nothing can be asked for afterwards; instead syndromes
/// are so long that a failure is improbable, and one is noticed by the blocks' checks and by that of the content.
///
/// The bytes of a container, ``bytes``, are described in docs/slepian-wolf-format.md.
public struct SyndromeContainer: Sendable, Equatable {
  /// The version of the format.
  public static var version: UInt8 { 1 }
  /// The bytes of content in a section; the last one may have fewer.
  public static var sectionLength: Int { 1 << 17 }
  /// The greatest number of bytes of content.
  public static var greatestLength: Int { 1 << 40 }
  /// The probability, by the law of ``SyndromeLength``, that a content coded with a stated crossover does not decode.
  public static var failureRate: Double { 1e-5 }

  /// One stretch of the content.
  struct Section: Sendable, Equatable {
    /// 2³² p, in 1...2³¹.
    let flips: UInt32
    /// The code of the blocks; nil for a section that is kept as it is.
    let code: Code?
    /// A check of 24 bits and the syndrome of each block, bit after bit, with zeros up to the end of the last byte.
    let message: [UInt8]

    /// Which code blocks have; their length follows from that of the section.
    struct Code: Sendable, Equatable {
      /// The mother of the ``RateAdaptiveCode``.
      let mother: Int
      /// The bits l of a syndrome.
      let syndromeLength: Int
    }
  }

  /// The number of bytes of content.
  public let length: Int
  /// The CRC-32 of the content.
  let contentCheck: UInt32
  let sections: [Section]

  init(length: Int, contentCheck: UInt32, sections: [Section]) {
    self.length = length
    self.contentCheck = contentCheck
    self.sections = sections
  }

  /// Codes bytes for a decoder whose bits differ from theirs independently with probability `crossover`.
  ///
  /// - Parameter crossover: p, in 0...½.
  /// - Throws: ``SyndromeContainerError/invalidCrossover(_:)``.
  /// - Complexity: O(bits), and growing a code for each section.
  public init(coding content: [UInt8], crossover: Double) throws(SyndromeContainerError) {
    try self.init(coding: content, crossover: crossover, by: SectionCoder())
  }

  /// As ``init(coding:crossover:)``, with codes that were grown before.
  init(coding content: [UInt8], crossover: Double, by coder: SectionCoder) throws(SyndromeContainerError) {
    guard 0...0.5 ~= crossover else { throw .invalidCrossover(crossover) }
    let flips = SectionCoder.flips(crossover: crossover)
    let share = Double(max(1, Self.sectionRanges(content.count).count))
    self.init(content) { part, _ in
      let l = coder.syndromeLength(
        flips: flips, shape: .init(bitCount: 8 * part.count), failureRate: Self.failureRate / share)
      return coder.section(part, flips: flips, syndromeLength: l)
    }
  }

  /// Codes bytes for a decoder that has `side`, or bytes as near to the content.
  ///
  /// The crossover of each section is counted, and its syndromes are the shortest of a few lengths that `side` decodes.
  /// - Throws: ``SyndromeContainerError/wrongSideLength(found:expected:)``.
  /// - Complexity: That of coding and of decoding up to five times.
  public init(coding content: [UInt8], measuredOn side: [UInt8]) throws(SyndromeContainerError) {
    try self.init(coding: content, measuredOn: side, by: SectionCoder())
  }

  init(coding content: [UInt8], measuredOn side: [UInt8], by coder: SectionCoder) throws(SyndromeContainerError) {
    guard side.count == content.count else {
      throw .wrongSideLength(found: side.count, expected: content.count)
    }
    self.init(content) { part, range in coder.section(part, decodedBy: Array(side[range])) }
  }

  private init(_ content: [UInt8], section: ([UInt8], Range<Int>) -> Section) {
    self.init(
      length: content.count, contentCheck: content.cyclicCheck,
      sections: Self.sectionRanges(content.count).map { section(Array(content[$0]), $0) })
  }

  /// The content, decoded with the bytes that are like it.
  ///
  /// - Throws: ``SyndromeContainerError/wrongSideLength(found:expected:)``;
  ///   ``SyndromeContainerError/tooFar(failedSections:count:)`` where `side` differs from the content in more than the
  ///   syndromes bear; ``SyndromeContainerError/damaged(offset:reason:)`` where a section is what no encoder writes.
  /// - Complexity: O(bits) for each iteration of belief propagation, of which there are at most 100, and growing codes.
  public func decoded(with side: [UInt8]) throws(SyndromeContainerError) -> [UInt8] {
    try decoded(with: side, by: SectionCoder())
  }

  func decoded(with side: [UInt8], by coder: SectionCoder) throws(SyndromeContainerError) -> [UInt8] {
    guard side.count == length else { throw .wrongSideLength(found: side.count, expected: length) }
    var content: [UInt8] = [], failed = 0
    content.reserveCapacity(length)
    for (section, range) in zip(sections, Self.sectionRanges(length)) {
      if let part = try coder.decode(section, with: Array(side[range])) { content += part } else { failed += 1 }
    }
    guard failed == 0, content.cyclicCheck == contentCheck else {
      throw .tooFar(failedSections: failed, count: sections.count)
    }
    return content
  }

  /// The mean entropy that a decoder lacks of a bit of the content by the sections' crossovers, h(p), bits; 0 where there is
  /// no content.
  public var conditionalEntropy: Double {
    let total = zip(sections, Self.sectionRanges(length)).reduce(0.0) { sum, entry in
      sum + SectionCoder.information(flips: entry.0.flips).entropy * Double(entry.1.count)
    }
    return length > 0 ? total / Double(length) : 0
  }

  /// Where the sections of so many bytes are.
  static func sectionRanges(_ length: Int) -> [Range<Int>] {
    stride(from: 0, to: length, by: sectionLength).map { $0..<min($0 + sectionLength, length) }
  }
}

extension SyndromeContainer {
  /// The share of bits in which two strings of as many bytes differ, 0 for empty ones.
  ///
  /// - Throws: ``SyndromeContainerError/wrongSideLength(found:expected:)``.
  public static func crossover(
    of content: [UInt8], with side: [UInt8]
  ) throws(SyndromeContainerError) -> Double {
    guard side.count == content.count else {
      throw .wrongSideLength(found: side.count, expected: content.count)
    }
    let count = zip(content, side).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    return content.isEmpty ? 0 : Double(count) / Double(8 * content.count)
  }
}
