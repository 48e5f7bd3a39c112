import EntropyCoding

extension PlaneDecoder {
  /// Decodes what waits, and tells what is missing.
  ///
  /// - Throws: `EntropyCodingError`, where all bits came and the check is not theirs.
  mutating func advance() throws(EntropyCodingError) -> Outcome {
    guard let levels else { return .decoded(raw ?? BitBlocks(blockCount: 1, bitCount: count)) }
    var failed: [Int] = []
    for (ladder, range) in levels.blocks.groups {
      let group = waiting.filter { range.contains($0) && levels.stepsLeft($0) > 0 }
      for step in Set(group.map { levels.levels[$0] }).sorted() {
        failed += decode(group.filter { levels.levels[$0] == step }, on: ladder, step: step)
      }
    }
    waiting = failed.sorted()
    let isRight = waiting.isEmpty && code.check.value(of: blocks.words[...]) == planeCheck
    guard code.isExact, !isRight else {
      let plane = blocks.plane(count: count)
      return .decoded(code.isInterleaved ? Interleaving(count: count).gather(plane) : plane)
    }
    guard !levels.coded.isEmpty else {
      throw .invalid(offset: 0, found: "a plane without its check", expected: "check \(planeCheck)")
    }
    let next = missing(levels)
    request = next
    return .asks(next)
  }

  /// What has to be asked for.
  private func missing(_ levels: BlockLevels) -> RepairRequest {
    guard !waiting.isEmpty else { return blockCheckWidth < CyclicCheck.bitCount ? .checks : .everything }
    let waits = Set(waiting)
    return .climb(
      levels.open.map { block in
        guard waits.contains(block) else { return 0 }
        let policy = block < levels.blocks.fullCount ? policies.full : policies.tail
        let step = levels.levels[block]
        return policy.map { $0.next[step] - step } ?? levels.stepsLeft(block)
      })
  }

  /// Decodes blocks that are at one step, and returns those that did not decode.
  private mutating func decode(_ group: [Int], on ladder: RateLadder, step: Int) -> [Int] {
    let n = ladder.blockLength
    var ratios: [Float] = []
    ratios.reserveCapacity(group.count * n)
    for block in group { ratios += self.ratios[block * n..<(block + 1) * n] }
    let sent = checks.extracting(group, bitCount: ladder.lengths[step])
    let decoder = BeliefPropagation(code.cache.matrix(ladder, step: step), maximumIterations: code.maximumIterations)
    let result: DecodedBlocks
    do throws(SlepianWolfError) {
      result = try decoder.decode(ratios, syndromes: code.cache.code(ladder).syndromes(fromSent: sent))
    } catch {
      preconditionFailure("ratios or syndromes of other sizes: \(error)")
    }
    var failed: [Int] = []
    for (place, block) in group.enumerated() {
      blocks.copy(block, from: result.bits, at: place)
      if !result.converged(place) || !passesCheck(block) { failed.append(block) }
    }
    return failed
  }

  /// Whether the decision on a block has the block's check, as far as that is known.
  func passesCheck(_ block: Int) -> Bool {
    (code.check.value(of: blocks.words(of: block)) ^ blockChecks[block]) & (1 << UInt32(blockCheckWidth) - 1) == 0
  }
}
