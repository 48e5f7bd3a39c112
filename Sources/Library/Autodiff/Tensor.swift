/// Single-precision numbers in row-major order, with value semantics.
///
/// A tensor may be a view of some rows of another one; writing to it copies the numbers first unless nobody else
/// holds them. Pictures are `[batch, row, column, channel]`.
public struct Tensor: Sendable {
  /// The length of each axis.
  public private(set) var shape: [Int]
  /// The number of numbers, the product of `shape`.
  public private(set) var count: Int
  private var storage: Storage
  private var offset: Int

  /// A tensor whose numbers are not set.
  init(uninitialized shape: [Int]) {
    self.shape = shape
    count = shape.reduce(1, *)
    storage = Storage(count: count)
    offset = 0
  }

  /// Zeros.
  public init(zeros shape: [Int]) {
    self.init(repeating: 0, shape)
  }

  /// The same number everywhere.
  public init(repeating value: Float, _ shape: [Int]) {
    self.init(uninitialized: shape)
    storage.base.update(repeating: value, count: count)
  }

  /// Numbers in row-major order.
  ///
  /// - Precondition: `scalars.count` is the product of `shape`.
  public init(_ shape: [Int], _ scalars: [Float]) {
    self.init(uninitialized: shape)
    precondition(scalars.count == count, "\(scalars.count) numbers for the shape \(shape)")
    scalars.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { storage.base.update(from: first, count: count) }
    }
  }

  /// Numbers that `fill` writes; it must set all of them.
  public init(_ shape: [Int], fill: (inout MutableSpan<Float>) throws -> Void) rethrows {
    self.init(uninitialized: shape)
    try withMutableSpan(fill)
  }

  /// The numbers in row-major order, copied.
  public var scalars: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// The one number of a tensor that has one.
  public var scalar: Float {
    precondition(count == 1, "a tensor of shape \(shape) is no scalar")
    return pointer.pointee
  }

  /// The number of rows: the length of the first axis, 1 for a scalar.
  public var rowCount: Int { shape.first ?? 1 }

  /// The number of numbers in one row.
  public var rowSize: Int { rowCount == 0 ? 0 : count / rowCount }

  /// The same numbers under another shape.
  ///
  /// - Complexity: O(1).
  public func reshaped(_ shape: [Int]) -> Tensor {
    precondition(shape.reduce(1, *) == count, "\(self.shape) does not fit \(shape)")
    var result = self
    result.shape = shape
    return result
  }

  /// Some rows, sharing memory.
  ///
  /// - Complexity: O(1).
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(range.lowerBound >= 0 && range.upperBound <= rowCount, "rows \(range) of \(rowCount)")
    var result = self
    result.offset += range.lowerBound * rowSize
    result.count = range.count * rowSize
    result.shape[0] = range.count
    return result
  }

  /// Calls `body` with the numbers.
  public func withSpan<Result>(_ body: (Span<Float>) throws -> Result) rethrows -> Result {
    try body(Span(_unsafeStart: pointer, count: count))
  }

  /// Calls `body` with the numbers to change.
  public mutating func withMutableSpan<Result>(_ body: (inout MutableSpan<Float>) throws -> Result) rethrows -> Result {
    var span = MutableSpan(_unsafeStart: mutablePointer, count: count)
    return try body(&span)
  }

  /// The first number, to read. Valid while the tensor is.
  var pointer: UnsafePointer<Float> { UnsafePointer(storage.base + offset) }

  /// The first number, to write; copies the numbers first where others hold them too.
  var mutablePointer: UnsafeMutablePointer<Float> {
    mutating get {
      if !isKnownUniquelyReferenced(&storage) {
        let copy = Storage(count: count)
        copy.base.update(from: pointer, count: count)
        storage = copy
        offset = 0
      }
      return storage.base + offset
    }
  }
}
