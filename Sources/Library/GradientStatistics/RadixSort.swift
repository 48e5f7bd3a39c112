extension Float {
  /// Bits that are in the order of the numbers, −0 before 0.
  @inline(__always)
  var orderedBits: UInt32 {
    let bits = bitPattern
    return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
  }

  @inline(__always)
  init(orderedBits bits: UInt32) { self.init(bitPattern: bits >> 31 == 1 ? bits & 0x7FFF_FFFF : ~bits) }
}

extension Span<Float> {
  /// The values in ascending order.
  ///
  /// Eleven, eleven and ten bits at a time, from the lowest on, for more than some hundreds of values.
  ///
  /// - Complexity: O(n).
  func sorted() -> [Float] {
    var keys = indices.map { self[$0].orderedBits }
    guard count > 500 else { return keys.sorted().map(Float.init(orderedBits:)) }
    var others = [UInt32](repeating: 0, count: count)
    for shift in [0, 11, 22] as [UInt32] {
      var next = [Int](repeating: 0, count: 2_048)
      for key in keys { next[Int(key >> shift & 2_047)] += 1 }
      var start = 0
      for digit in next.indices { (next[digit], start) = (start, start + next[digit]) }
      for key in keys {
        let digit = Int(key >> shift & 2_047)
        others[next[digit]] = key
        next[digit] += 1
      }
      swap(&keys, &others)
    }
    return keys.map(Float.init(orderedBits:))
  }

  /// The middle value, or the mean of the two in the middle.
  ///
  /// - Precondition: There are values, and they are finite.
  /// - Complexity: O(n).
  var median: Double {
    if count <= 50_000 {
      let values = sorted()
      return (Double(values[(count - 1) / 2]) + Double(values[count / 2])) / 2
    }
    let upper = value(ofRank: count / 2)
    return count.isMultiple(of: 2) ? (Double(value(ofRank: count / 2 - 1)) + Double(upper)) / 2 : Double(upper)
  }

  /// The value that `rank` others come before, found from its upper half of bits and then its lower.
  private func value(ofRank rank: Int) -> Float {
    var counts = [Int](repeating: 0, count: 1 << 16)
    for index in indices { counts[Int(self[index].orderedBits >> 16)] += 1 }
    let (upper, rest) = Self.bin(ofRank: rank, counts)
    counts = [Int](repeating: 0, count: 1 << 16)
    for index in indices where self[index].orderedBits >> 16 == upper {
      counts[Int(self[index].orderedBits & 0xFFFF)] += 1
    }
    return Float(orderedBits: upper << 16 | Self.bin(ofRank: rest, counts).bin)
  }

  /// The bin in which the element of a rank lies, and its rank among those.
  private static func bin(ofRank rank: Int, _ counts: [Int]) -> (bin: UInt32, rank: Int) {
    var rest = rank
    for (bin, count) in counts.enumerated() {
      if rest < count { return (UInt32(bin), rest) }
      rest -= count
    }
    return (UInt32(counts.count - 1), 0)
  }
}
