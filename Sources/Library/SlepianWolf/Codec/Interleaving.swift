/// An order of the bits of a plane in which every stretch has a share of all its parts, rows and columns alike.
///
/// Position j holds element j·a mod N, where a is the first number from N (√5 − 1)/2 on that has no divisor in common with N:
/// of any stretch, elements lie nearly evenly in 0..<N, and so do their remainders by any divisor of N.
struct Interleaving: Sendable {
  /// N.
  let count: Int
  /// a.
  let step: Int

  init(count: Int) {
    self.count = count
    var step = max(1, Int(0.6180339887498949 * Double(count)))
    while Self.greatestCommonDivisor(step, count) > 1 { step += 1 }
    self.step = count > 1 ? step % count : 0
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The bits of a plane, one block, in the order of positions.
  ///
  /// - Complexity: O(N).
  func spread(_ plane: BitBlocks) -> BitBlocks {
    var result = plane, element = 0
    result.words.withUnsafeMutableBufferPointer { result in
      plane.words.withUnsafeBufferPointer { words in
        for index in result.indices {
          var word: UInt64 = 0
          for bit in 0..<min(64, count &- 64 &* index) {
            word |= (words[element >> 6] &>> UInt64(element & 63) & 1) &<< UInt64(bit)
            element = next(element)
          }
          result[index] = word
        }
      }
    }
    return result
  }

  /// The bits of a plane, one block, from the order of positions to their own.
  ///
  /// - Complexity: O(N).
  func gather(_ positions: BitBlocks) -> BitBlocks {
    var result = BitBlocks(blockCount: 1, bitCount: count), element = 0
    result.words.withUnsafeMutableBufferPointer { result in
      positions.words.withUnsafeBufferPointer { words in
        for index in words.indices {
          var word = words[index]
          for _ in 0..<min(64, count &- 64 &* index) {
            result[element >> 6] |= (word & 1) &<< UInt64(element & 63)
            word &>>= 1
            element = next(element)
          }
        }
      }
    }
    return result
  }

  /// Ratios in the order of positions; what follows the first N stays.
  ///
  /// - Complexity: O(N).
  func spread(_ ratios: [Float]) -> [Float] {
    var result = ratios, element = 0
    result.withUnsafeMutableBufferPointer { result in
      ratios.withUnsafeBufferPointer { ratios in
        for position in 0..<count {
          result[position] = ratios[element]
          element = next(element)
        }
      }
    }
    return result
  }

  private func next(_ element: Int) -> Int {
    let sum = element &+ step
    return sum >= count ? sum &- count : sum
  }
}
