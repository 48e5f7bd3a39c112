/// The state of each element of a tensor at a stage, and how many elements are in each.
///
/// All that a model says it says once for each state, in tables; an element costs look-ups alone.
struct ElementStates: Sendable {
  /// [elements].
  private(set) var values: [UInt32]
  /// The number of elements in each state; states beyond have none.
  private(set) var counts: [Int]

  /// Elements that are all in state 0.
  init(elementCount: Int) {
    values = [UInt32](repeating: 0, count: elementCount)
    counts = [elementCount]
  }

  /// Elements in the states given.
  ///
  /// - Precondition: They lie in `0..<stateCount`.
  init(_ states: [Int], stateCount: Int) {
    counts = [Int](repeating: 0, count: stateCount)
    for state in states {
      precondition(0..<stateCount ~= state, "state \(state) of \(stateCount)")
      counts[state] += 1
    }
    values = states.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// λ of the next plane, for the planes below it decoded, filled up with infinite ones to `count`.
  ///
  /// - Complexity: O(*elements* + *states* 2ᵖ) with p planes below.
  func ratios(
    _ model: some SideInformationModel, stage: Int, below planes: [BitBlocks], paddedTo count: Int
  ) -> [Float] {
    let p = planes.count
    let table = (0..<counts.count << p).map { entry in
      model.llr(plane: p, lowerBits: entry & (1 << p - 1), state: entry >> p, stage: stage)
    }
    let entries = entries(planes)
    return [Float](unsafeUninitializedCapacity: count) { ratios, initializedCount in
      table.withUnsafeBufferPointer { table in
        for i in entries.indices { ratios[i] = table[Int(entries[i])] }
      }
      for i in entries.count..<count { ratios[i] = .infinity }
      initializedCount = count
    }
  }

  /// Moves elements on by their symbols' planes, and returns the number of elements with each state and symbol, at
  /// state · 2ᵐ + symbol.
  ///
  /// - Complexity: O(*elements* + *states* 2ᵐ), some two nanoseconds an element for signs.
  mutating func advance(_ model: some SideInformationModel, stage: Int, by planes: [BitBlocks]) -> [Int] {
    let m = planes.count, entryCount = counts.count << m
    let table = (0..<entryCount).map { entry in
      UInt32(model.state(after: entry >> m, symbol: entry & (1 << m - 1), stage: stage))
    }
    values = entries(planes)
    // Two counters of each, so that like neighbours need not wait for each other.
    var twice = [UInt32](repeating: 0, count: 2 * entryCount)
    values.withUnsafeMutableBufferPointer { values in
      twice.withUnsafeMutableBufferPointer { twice in
        table.withUnsafeBufferPointer { table in
          for i in values.indices {
            let entry = Int(values[i])
            twice[(i & 1) &* entryCount &+ entry] &+= 1
            values[i] = table[entry]
          }
        }
      }
    }
    let symbolCounts = (0..<entryCount).map { Int(twice[$0]) + Int(twice[entryCount + $0]) }
    counts = [Int](repeating: 0, count: Int(table.max() ?? 0) + 1)
    for (entry, next) in table.enumerated() { counts[Int(next)] += symbolCounts[entry] }
    return symbolCounts
  }

  /// state · 2ᵖ + the bits of p planes, the first the least significant.
  private func entries(_ planes: [BitBlocks]) -> [UInt32] {
    var entries = values
    entries.withUnsafeMutableBufferPointer { entries in
      for plane in planes.reversed() {
        plane.words.withUnsafeBufferPointer { words in
          for index in words.indices {
            let word = words[index], start = 64 &* index
            for bit in 0..<min(64, entries.count &- start) {
              entries[start &+ bit] =
                entries[start &+ bit] &<< 1 | UInt32(truncatingIfNeeded: word &>> UInt64(bit)) & 1
            }
          }
        }
      }
    }
    return entries
  }
}
