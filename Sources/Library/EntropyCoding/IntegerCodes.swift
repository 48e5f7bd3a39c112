// Universal codes of the integers (P. Elias, "Universal codeword sets and representations of the integers", IEEE
// Transactions on Information Theory 21, 1975): gamma, delta. For n ≥ 1 let w = ⌊log₂ n⌋. And codes of integers with a
// geometric law (R. F. Rice, "Some practical universal noiseless coding techniques", JPL Publication 79-22, 1979).

extension BitWriter {
  /// Writes n in Elias' gamma code: w zeros, a one, and the w lower bits of n; 2w + 1 bits.
  ///
  /// - Precondition: `value` is positive.
  public mutating func write(gamma value: UInt64) {
    precondition(value > 0, "zero has no gamma code")
    let w = 63 - value.leadingZeroBitCount
    write(1 << UInt64(w), count: w + 1)
    write(value ^ 1 << UInt64(w), count: w)
  }

  /// Writes n in Elias' delta code: w + 1 in gamma code, and the w lower bits of n; about w + 2 log₂ w bits.
  ///
  /// - Precondition: `value` is positive.
  public mutating func write(delta value: UInt64) {
    precondition(value > 0, "zero has no delta code")
    let w = 63 - value.leadingZeroBitCount
    write(gamma: UInt64(w + 1))
    write(value ^ 1 << UInt64(w), count: w)
  }

  /// Writes n in Rice's code: ⌊n / 2^r⌋ zeros, a one, and the r = `lowBits` lower bits of n.
  ///
  /// - Precondition: r lies in `0..<64`.
  public mutating func write(rice value: UInt64, lowBits: Int) {
    precondition((0..<64).contains(lowBits), "\(lowBits) lower bits")
    var zeros = value >> UInt64(lowBits)
    while zeros >= 32 {
      write(0, count: 32)
      zeros -= 32
    }
    write(1 << zeros, count: Int(zeros) + 1)
    write(value & (1 << UInt64(lowBits) - 1), count: lowBits)
  }
}

extension BitReader {
  /// Reads an integer in Elias' gamma code.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``, or
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for an integer of more than 64 bits.
  public mutating func readGamma() throws(EntropyCodingError) -> UInt64 {
    let start = self
    do throws(EntropyCodingError) {
      var w = 0, zeros = 0
      repeat {
        zeros = min(peek().trailingZeroBitCount, 56)
        w += zeros
        guard w < 64 else {
          throw .invalid(offset: start.byteOffset, found: "a gamma code of 64 zeros or more", expected: "at most 63")
        }
        try skip(zeros < 56 ? zeros + 1 : 56)
      } while zeros == 56
      return try 1 << UInt64(w) | read(w)
    } catch {
      self = start
      throw error
    }
  }

  /// Reads an integer in Elias' delta code.
  ///
  /// - Throws: as ``readGamma()``.
  public mutating func readDelta() throws(EntropyCodingError) -> UInt64 {
    let start = self
    do throws(EntropyCodingError) {
      let width = try readGamma()
      guard width <= 64 else {
        throw .invalid(
          offset: start.byteOffset, found: "a delta code of \(width) bits", expected: "at most 64")
      }
      return try 1 << (width - 1) | read(Int(width) - 1)
    } catch {
      self = start
      throw error
    }
  }
  /// Reads an integer up to `limit` in Rice's code.
  ///
  /// - Precondition: `lowBits` lies in `0..<64`.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``, or
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for a greater integer.
  public mutating func readRice(lowBits: Int, limit: UInt64) throws(EntropyCodingError) -> UInt64 {
    precondition((0..<64).contains(lowBits), "\(lowBits) lower bits")
    let start = self
    do throws(EntropyCodingError) {
      var high: UInt64 = 0, zeros = 0
      repeat {
        zeros = min(peek().trailingZeroBitCount, 56)
        high += UInt64(zeros)
        guard high <= limit >> UInt64(lowBits) else {
          throw .invalid(offset: start.byteOffset, found: "an integer above \(limit)", expected: "one up to it")
        }
        try skip(zeros < 56 ? zeros + 1 : 56)
      } while zeros == 56
      let value = try high << UInt64(lowBits) | read(lowBits)
      guard value <= limit else {
        throw .invalid(offset: start.byteOffset, found: "the integer \(value)", expected: "one up to \(limit)")
      }
      return value
    } catch {
      self = start
      throw error
    }
  }
}
