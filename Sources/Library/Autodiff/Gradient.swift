/// A gradient that is computed some rows at a time where it is needed, so that it need not pass through memory.
protocol DeferredGradient: Sendable {
  /// Writes some rows, in the order of the tensor's first axis.
  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>)
  /// Adds some rows to what is there.
  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>)
  /// The number of numbers in one row.
  var rowSize: Int { get }
}

extension DeferredGradient {
  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    var scratch = Tensor(uninitialized: [rows.count, rowSize])
    write(rows: rows, to: scratch.mutablePointer)
    accumulate(scratch.pointer, into: destination, scratch.count)
  }
}

/// The gradient of the loss with respect to one variable: a sum of contributions, one for each use of the variable.
struct Gradient: Sendable {
  enum Term: Sendable {
    case tensor(Tensor)
    case deferred(any DeferredGradient)
  }

  let shape: [Int]
  private var terms: [Term]

  init(shape: [Int], _ terms: [Term] = []) {
    self.shape = shape
    self.terms = terms
  }

  var isEmpty: Bool { terms.isEmpty }

  mutating func append(_ term: Term) { terms.append(term) }

  /// The gradient where it stands in memory as one tensor.
  var tensor: Tensor? {
    guard terms.count == 1, case .tensor(let tensor) = terms[0] else { return nil }
    return tensor
  }

  /// The gradient as one tensor, summed first where it is not; the caller then alone holds a sum's memory.
  consuming func materialized() -> Tensor {
    if let tensor { return tensor }
    if terms.isEmpty { return Tensor(zeros: shape) }
    var result = Tensor(uninitialized: shape)
    write(rows: 0..<result.rowCount, to: result.mutablePointer)
    return result
  }

  /// Writes some rows of the sum.
  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    guard let first = terms.first else { return }
    switch first {
    case .tensor(let tensor): destination.update(from: tensor.rows(rows).pointer, count: rows.count * tensor.rowSize)
    case .deferred(let gradient): gradient.write(rows: rows, to: destination)
    }
    Gradient(shape: shape, Array(terms.dropFirst())).add(rows: rows, to: destination)
  }

  /// Adds some rows of the sum to what is there.
  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let rowSize = shape.dropFirst().reduce(1, *)
    for term in terms {
      switch term {
      case .tensor(let tensor): accumulate(tensor.rows(rows).pointer, into: destination, rows.count * rowSize)
      case .deferred(let gradient): gradient.add(rows: rows, to: destination)
      }
    }
  }
}
