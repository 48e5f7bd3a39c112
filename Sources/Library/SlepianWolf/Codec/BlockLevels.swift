/// How far each block of a coded plane has climbed, which both ends keep alike.
struct BlockLevels: Sendable, Equatable {
  /// What is sent of a block.
  enum Extent {
    /// Checks in the order of sending.
    case checks(Range<Int>)
    /// The bits of the block themselves, so many.
    case bits(Int)
  }

  let blocks: PlaneBlocks
  /// The step of each block on its ladder; the number of steps where its bits themselves were sent.
  private(set) var levels: [Int]
  /// The step that each block started at.
  private let starts: [Int]
  /// The blocks that the next request tells of, ascending.
  private(set) var open: [Int]

  init(_ blocks: PlaneBlocks, full: BlockStart?, tail: BlockStart?) {
    self.blocks = blocks
    starts = (0..<blocks.count).map { ($0 < blocks.fullCount ? full : tail)?.step ?? 0 }
    levels = starts
    startedCount = (full == nil ? 0 : blocks.fullCount) + (tail == nil || blocks.tailLength == 0 ? 0 : 1)
    open = []
    open = coded
  }

  /// The blocks that started with a syndrome, and those of them that climbed.
  let startedCount: Int
  var climbedCount: Int { levels.indices.count { levels[$0] > starts[$0] } }

  /// The blocks whose bits themselves were not sent.
  var coded: [Int] { levels.indices.filter { stepsLeft($0) > 0 } }

  /// How many steps a block can climb, the last of them to its bits themselves.
  func stepsLeft(_ block: Int) -> Int { blocks.lengths(of: block).count - levels[block] }

  /// What is sent of a block that was at a step, or from the start.
  func extent(of block: Int, from step: Int?) -> Extent {
    guard stepsLeft(block) > 0 else { return .bits(blocks.length(of: block)) }
    let lengths = blocks.lengths(of: block)
    return .checks((step.map { lengths[$0] } ?? 0)..<lengths[levels[block]])
  }

  /// Moves blocks on as a request says, and returns what is sent of them.
  mutating func climb(_ request: RepairRequest) -> [(block: Int, extent: Extent)] {
    switch request {
    case .checks: open = coded
    case .everything: return climb(coded.map { ($0, stepsLeft($0)) })
    case .climb(let steps): return climb(zip(open, steps).filter { $0.1 > 0 })
    }
    return []
  }

  private mutating func climb(_ climbing: [(block: Int, steps: Int)]) -> [(block: Int, extent: Extent)] {
    let sent = climbing.map { block, steps in
      let from = levels[block]
      levels[block] += steps
      return (block: block, extent: extent(of: block, from: from))
    }
    open = climbing.map(\.block).filter { stepsLeft($0) > 0 }
    return sent
  }
}
