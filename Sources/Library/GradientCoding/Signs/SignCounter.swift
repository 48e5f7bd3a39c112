public import Quantization

/// Counts, for each element of a layer, how many workers sent a positive sign.
///
/// The counts are sliced: word w of plane p holds bit p of the counts of elements 64w ... 64w + 63, so that adding the
/// signs of 64 elements takes two operations a plane.
public struct SignCounter: Sendable {
  /// The number of elements.
  public let count: Int
  /// The number of sign vectors added.
  public private(set) var added = 0
  private let planeCount: Int, wordCount: Int
  /// The planes, one after another.
  private var planes: [UInt64]

  /// Creates a counter of no signs yet that takes up to `limit` vectors.
  ///
  /// - Precondition: `limit` is in `0..<2¹⁶`.
  public init(count: Int, limit: Int) {
    precondition((0..<65_536).contains(limit), "a limit of \(limit)")
    self.count = count
    planeCount = Int.bitWidth - limit.leadingZeroBitCount
    wordCount = (count + 63) / 64
    planes = Array(repeating: 0, count: planeCount * wordCount)
  }

  /// Adds the signs of one worker.
  ///
  /// - Precondition: There are as many signs as elements, and no more vectors than the limit.
  /// - Complexity: O(count / 64 · log limit).
  public mutating func add(_ signs: PackedSigns) {
    precondition(signs.count == count, "\(signs.count) signs for \(count) elements")
    added += 1
    precondition(added >> planeCount == 0, "more than \(added - 1) sign vectors")
    var carries = signs.words
    for plane in 0..<planeCount { Self.add(&carries, to: &planes, from: plane * wordCount) }
  }

  /// Adds one bit a lane to a plane, and leaves what is carried.
  private static func add(_ carries: inout [UInt64], to planes: inout [UInt64], from start: Int) {
    carries.withUnsafeMutableBufferPointer { carries in
      planes.withUnsafeMutableBufferPointer { planes in
        for word in carries.indices {
          let (bits, carry) = (planes[start &+ word], carries[word])
          planes[start &+ word] = bits ^ carry
          carries[word] = bits & carry
        }
      }
    }
  }

  /// The counts c, each in `0...added`.
  ///
  /// - Complexity: O(count · log limit).
  public var counts: [UInt16] {
    [UInt16](unsafeUninitializedCapacity: count) { counts, initializedCount in
      counts.initialize(repeating: 0)
      planes.withUnsafeBufferPointer { planes in
        for place in planes.indices {
          let start = 64 &* (place % wordCount), bits = planes[place], bit = UInt16(place / wordCount)
          for lane in 0..<min(64, count &- start) {
            counts[start &+ lane] |= UInt16(truncatingIfNeeded: (bits &>> UInt64(lane)) & 1) &<< bit
          }
        }
      }
      initializedCount = count
    }
  }
}
