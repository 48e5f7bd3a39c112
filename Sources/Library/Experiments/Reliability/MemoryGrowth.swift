/// How much memory grows in a round, by the samples of a ``MemorySoak``.
///
/// The samples are cut into ten blocks of equal length, and a straight line is laid through the blocks' means by least
/// squares: what is held for a while and given back makes samples near each other alike, and means of blocks less so, so
/// that the residuals say how sure the slope is.
public struct MemoryGrowth: Sendable, Equatable {
  /// Bytes a round.
  public let slope: Double
  /// Its standard error, from the residuals of the ten means.
  public let standardError: Double

  /// The growth after a warm-up.
  ///
  /// - Parameters:
  ///   - samples: In the order of rounds; those at the end that fill no block are left out.
  ///   - warmUp: Samples of rounds up to this one are left out.
  /// - Precondition: Ten samples come after the warm-up.
  public init(_ samples: [MemorySoak.Sample], after warmUp: Int) {
    let settled = samples.filter { $0.round > warmUp }
    let blockCount = 10, size = settled.count / blockCount
    precondition(size > 0, "\(settled.count) samples after the warm-up")
    let blocks = (0..<blockCount).map { settled[$0 * size..<($0 + 1) * size] }
    func means(_ value: (MemorySoak.Sample) -> Int) -> [Double] {
      blocks.map { block in block.reduce(0) { $0 + Double(value($1)) } / Double(size) }
    }
    let rounds = means(\.round), memory = means(\.memory)
    let x = rounds.reduce(0, +) / Double(blockCount), y = memory.reduce(0, +) / Double(blockCount)
    let spread = rounds.reduce(0) { $0 + ($1 - x) * ($1 - x) }
    let slope = zip(rounds, memory).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / spread
    let residual = zip(rounds, memory).reduce(0) { sum, point in
      let distance = point.1 - y - slope * (point.0 - x)
      return sum + distance * distance
    }
    self.slope = slope
    standardError = (residual / Double(blockCount - 2) / spread).squareRoot()
  }
}
