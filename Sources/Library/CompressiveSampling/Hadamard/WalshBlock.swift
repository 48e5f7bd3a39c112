// Butterflies of the Walsh-Hadamard transform that stay in vector registers.

/// Vectors, at one distance from each other in memory, that are transformed among themselves.
protocol WalshBlock {
  /// The number of vectors.
  static var count: Int { get }
  /// Reads vectors whose first elements are `stride` apart.
  init(_ values: UnsafePointer<Float>, stride: Int)
  /// Writes them where they came from.
  func store(_ values: UnsafeMutablePointer<Float>, stride: Int)
  /// Transforms the vectors, element by element.
  mutating func transform()
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
}

/// Two blocks one after the other: twice as many vectors.
struct WalshPair<Half: WalshBlock>: WalshBlock {
  private var low: Half, high: Half

  @inline(__always) private init(_ low: Half, _ high: Half) { (self.low, self.high) = (low, high) }

  static var count: Int { @inline(__always) get { 2 * Half.count } }

  @inline(__always) init(_ values: UnsafePointer<Float>, stride: Int) {
    low = Half(values, stride: stride)
    high = Half(values + Half.count * stride, stride: stride)
  }

  @inline(__always) func store(_ values: UnsafeMutablePointer<Float>, stride: Int) {
    low.store(values, stride: stride)
    high.store(values + Half.count * stride, stride: stride)
  }

  @inline(__always) mutating func transform() {
    low.transform()
    high.transform()
    (low, high) = (low + high, low - high)
  }

  @inline(__always) static func + (left: Self, right: Self) -> Self {
    Self(left.low + right.low, left.high + right.high)
  }

  @inline(__always) static func - (left: Self, right: Self) -> Self {
    Self(left.low - right.low, left.high - right.high)
  }
}

/// One vector of 16 elements, which are not combined with each other.
struct WalshVector: WalshBlock {
  private var elements: SIMD16<Float>

  static var count: Int { @inline(__always) get { 1 } }

  @inline(__always) private init(_ elements: SIMD16<Float>) { self.elements = elements }

  @inline(__always) init(_ values: UnsafePointer<Float>, stride: Int) {
    elements = UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Float>.self)
  }

  @inline(__always) func store(_ values: UnsafeMutablePointer<Float>, stride: Int) {
    UnsafeMutableRawPointer(values).storeBytes(of: elements, as: SIMD16<Float>.self)
  }

  @inline(__always) mutating func transform() {}
  @inline(__always) static func + (left: Self, right: Self) -> Self { Self(left.elements + right.elements) }
  @inline(__always) static func - (left: Self, right: Self) -> Self { Self(left.elements - right.elements) }
}

/// A run of 32 elements, which are transformed among themselves.
///
/// The sums of neighbours followed by their differences, five times over, are the transform of 32 elements.
struct WalshRun: WalshBlock {
  // Two vectors, since arithmetic of SIMD32 is done element by element.
  private var low: SIMD16<Float>, high: SIMD16<Float>

  static var count: Int { @inline(__always) get { 1 } }
  /// The number of elements.
  static var length: Int { @inline(__always) get { 32 } }

  @inline(__always) private init(_ low: SIMD16<Float>, _ high: SIMD16<Float>) { (self.low, self.high) = (low, high) }

  @inline(__always) init(_ values: UnsafePointer<Float>, stride: Int) {
    low = UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Float>.self)
    high = UnsafeRawPointer(values + 16).loadUnaligned(as: SIMD16<Float>.self)
  }

  @inline(__always) func store(_ values: UnsafeMutablePointer<Float>, stride: Int) {
    UnsafeMutableRawPointer(values).storeBytes(of: low, as: SIMD16<Float>.self)
    UnsafeMutableRawPointer(values + 16).storeBytes(of: high, as: SIMD16<Float>.self)
  }

  @inline(__always) mutating func transform() {
    for _ in 0..<5 {
      let run = SIMD32(lowHalf: low, highHalf: high), (first, second) = (run.evenHalf, run.oddHalf)
      (low, high) = (first + second, first - second)
    }
  }

  @inline(__always) static func + (left: Self, right: Self) -> Self {
    Self(left.low + right.low, left.high + right.high)
  }

  @inline(__always) static func - (left: Self, right: Self) -> Self {
    Self(left.low - right.low, left.high - right.high)
  }
}
