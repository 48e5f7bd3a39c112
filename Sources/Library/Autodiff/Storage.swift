import Glibc
import Parallelism

/// Memory for the numbers of one or more tensors, aligned to a cache line.
///
/// The numbers change only through a tensor that holds the one reference to them, which is what makes the type
/// safe to send. Freed memory is kept for the next tensor of the same size: a training step asks for the same sizes
/// round after round, and fresh pages cost more than the arithmetic on them.
final class Storage: Sendable {
  /// The first number.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Float>
  private let byteCount: Int

  /// Uninitialised memory for `count` numbers, and a vector's length behind them that kernels may read and keep.
  init(count: Int) {
    byteCount = Recycler.roundedByteCount((count + Lanes.scalarCount) * MemoryLayout<Float>.stride)
    base = Recycler.shared.take(byteCount).bindMemory(to: Float.self, capacity: byteCount / 4)
  }

  deinit {
    Recycler.shared.give(UnsafeMutableRawPointer(base), byteCount)
  }
}

/// Free memory blocks by size, at most `limit` bytes in all.
private final class Recycler: Sendable {
  static let shared = Recycler()
  /// Above this, memory goes back to the system at once.
  #if SANITIZED
    // A sanitizer watches memory between one owner and the next only where malloc gives it out and takes it back.
    static let limit = 0
  #else
    static let limit = 3 << 30
  #endif
  /// From this size on, blocks are laid on huge pages where the kernel has them.
  static let hugePage = 2 << 20

  private struct Free {
    // Addresses, since a pointer cannot be sent.
    var blocks: [Int: [UInt]] = [:]
    var byteCount = 0
  }
  private let free = Mutex(Free())

  static func roundedByteCount(_ byteCount: Int) -> Int {
    let unit = byteCount >= hugePage ? hugePage / 8 : 64
    return max(unit, (byteCount + unit - 1) / unit * unit)
  }

  func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let recycled = free.withLock { free -> UInt? in
      guard let address = free.blocks[byteCount]?.popLast() else { return nil }
      free.byteCount -= byteCount
      return address
    }
    if let recycled, let pointer = UnsafeMutableRawPointer(bitPattern: recycled) { return pointer }
    let isHuge = byteCount >= Self.hugePage
    var pointer: UnsafeMutableRawPointer?
    let status = posix_memalign(&pointer, isHuge ? Self.hugePage : 64, byteCount)
    guard status == 0, let pointer else { preconditionFailure("out of memory: \(byteCount) bytes for a tensor") }
    if isHuge { madvise(pointer, byteCount, MADV_HUGEPAGE) }
    return pointer
  }

  func give(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
    let isKept = free.withLock { free -> Bool in
      guard free.byteCount + byteCount <= Self.limit else { return false }
      free.blocks[byteCount, default: []].append(UInt(bitPattern: pointer))
      free.byteCount += byteCount
      return true
    }
    if !isKept { Glibc.free(pointer) }
  }
}
