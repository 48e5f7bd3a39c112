/// Sixteen single-precision numbers: one register of AVX-512, two of AVX2.
typealias Lanes = SIMD16<Float>

/// The first `count` numbers from `pointer`, the other lanes zero. Reads a full vector (``Storage`` has room for it).
@inline(__always)
func load(_ pointer: UnsafePointer<Float>, _ count: Int = Lanes.scalarCount) -> Lanes {
  let lanes = UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  return count == Lanes.scalarCount ? lanes : Lanes.zero.replacing(with: lanes, where: firstLanes(count))
}

/// Stores the first `count` lanes and leaves the memory behind them as it was.
@inline(__always)
func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Float>, _ count: Int = Lanes.scalarCount) {
  let raw = UnsafeMutableRawPointer(pointer)
  if count == Lanes.scalarCount {
    raw.storeBytes(of: lanes, as: Lanes.self)
  } else {
    let old = raw.loadUnaligned(as: Lanes.self)
    raw.storeBytes(of: old.replacing(with: lanes, where: firstLanes(count)), as: Lanes.self)
  }
}

@inline(__always)
private func firstLanes(_ count: Int) -> SIMDMask<SIMD16<Int32>> {
  SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    .< SIMD16(repeating: Int32(truncatingIfNeeded: count))
}

/// The larger number of each lane, b where either is not a number. (The standard library's goes lane by lane.)
@inline(__always)
func larger(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .> b) }

/// Calls `body(offset, lanes)` for the vectors of `count` contiguous numbers; the last may have fewer lanes.
@inline(__always)
func forEachVector(_ count: Int, _ body: (_ offset: Int, _ lanes: Int) -> Void) {
  var offset = 0
  while offset + Lanes.scalarCount <= count {
    body(offset, Lanes.scalarCount)
    offset += Lanes.scalarCount
  }
  if offset < count { body(offset, count - offset) }
}

/// Calls `body(constants, offset, lanes)` for the vectors of a matrix, where `constants(column, lanes)` are what the rows
/// of a column share: they stay in registers over a tile of rows that fits the nearest cache.
@inline(__always)
func forEachVector<Constants>(
  rows: Int, columns: Int, _ constants: (_ column: Int, _ lanes: Int) -> Constants,
  _ body: (_ constants: Constants, _ offset: Int, _ lanes: Int) -> Void
) {
  let tile = max(8, 2048 / max(columns, 1))
  var start = 0
  while start < rows {
    let end = min(start + tile, rows)
    forEachVector(columns) { column, lanes in
      let shared = constants(column, lanes)
      var offset = start * columns + column
      for _ in start..<end {
        body(shared, offset, lanes)
        offset += columns
      }
    }
    start = end
  }
}

/// Adds to `first` and `second` the sums over the rows of the two terms of each column.
///
/// Sums run in single precision over a tile of rows and in double over tiles.
@inline(__always)
func sumColumns<Constants>(
  rows: Int, columns: Int, into first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>,
  _ constants: (_ column: Int, _ lanes: Int) -> Constants,
  of terms: (_ constants: Constants, _ offset: Int, _ lanes: Int) -> (Lanes, Lanes)
) {
  let tile = max(8, 4096 / max(columns, 1))
  var start = 0
  while start < rows {
    let end = min(start + tile, rows)
    forEachVector(columns) { column, lanes in
      let shared = constants(column, lanes)
      var a0 = Lanes.zero, a1 = Lanes.zero, b0 = Lanes.zero, b1 = Lanes.zero
      var offset = start * columns + column
      for _ in 0..<(end - start) / 2 {
        let (x0, y0) = terms(shared, offset, lanes)
        let (x1, y1) = terms(shared, offset + columns, lanes)
        a0 += x0
        a1 += x1
        b0 += y0
        b1 += y1
        offset += 2 * columns
      }
      if !(end - start).isMultiple(of: 2) {
        let (x0, y0) = terms(shared, offset, lanes)
        a0 += x0
        b0 += y0
      }
      let a = a0 + a1, b = b0 + b1
      for lane in 0..<lanes {
        first[column + lane] += Double(a[lane])
        second[column + lane] += Double(b[lane])
      }
    }
    start = end
  }
}

/// y += x.
func accumulate(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, _ count: Int) {
  forEachVector(count) { i, lanes in store(load(y + i, lanes) + load(x + i, lanes), y + i, lanes) }
}

/// What a layer applies to its sums, fused into the operation that makes them.
public enum Activation: Sendable {
  case identity
  case relu

  /// f(z).
  @inline(__always)
  func value(_ z: Lanes) -> Lanes {
    switch self {
    case .identity: z
    case .relu: larger(.zero, z)
    }
  }

  /// δ f'(z), known from y = f(z).
  @inline(__always)
  func masked(_ gradient: Lanes, by y: Lanes) -> Lanes {
    switch self {
    case .identity: gradient
    case .relu: Lanes.zero.replacing(with: gradient, where: y .> .zero)
    }
  }
}

/// z <- f(z + b) with one b for each column.
func addBias(
  _ bias: UnsafePointer<Float>?, _ activation: Activation, to z: UnsafeMutablePointer<Float>, rows: Int, columns: Int
) {
  guard let bias else {
    if case .identity = activation { return }
    return forEachVector(rows * columns) { i, lanes in store(activation.value(load(z + i, lanes)), z + i, lanes) }
  }
  forEachVector(rows: rows, columns: columns) { column, lanes in
    load(bias + column, lanes)
  } _: { bias, i, lanes in
    store(activation.value(load(z + i, lanes) + bias), z + i, lanes)
  }
}

/// Adds the sum of each column over the rows.
func addColumnSums(
  _ x: UnsafePointer<Float>, rows: Int, columns: Int, to destination: UnsafeMutablePointer<Float>
) {
  var sums = [Double](repeating: 0, count: columns), unused = sums
  sums.withUnsafeMutableBufferPointer { sums in
    unused.withUnsafeMutableBufferPointer { unused in
      guard let first = sums.baseAddress, let second = unused.baseAddress else { return }
      sumColumns(rows: rows, columns: columns, into: first, second) { _, _ in
      } of: { _, i, lanes in
        (load(x + i, lanes), .zero)
      }
    }
  }
  for column in 0..<columns { destination[column] += Float(sums[column]) }
}
