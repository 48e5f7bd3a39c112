import FigureKit

/// One measurement of ``ServerCosts``.
struct CostPoint: Sendable {
  let scheme: String, quantity: String
  let elements: Int, workers: Int
  var value: Double
}

/// A quantity measured at some numbers of elements and workers, and the lines through its corners.
///
/// No line has a negative constant or slope: what noise makes negative is 0.
struct CostGrid: Sendable {
  private var points: [CostPoint]
  private let elements: (least: Int, greatest: Int), workers: (least: Int, greatest: Int)

  /// What must have been measured at two values.
  enum Extent {
    case elements, workers, both
  }

  /// - Throws: `FigureError` unless all corners were measured.
  init(_ points: [CostPoint], over extent: Extent, name: String) throws(FigureError) {
    self.points = points
    let (P, K) = (points.map(\.elements), points.map(\.workers))
    elements = (P.min() ?? 0, P.max() ?? 0)
    workers = (K.min() ?? 0, K.max() ?? 0)
    let corners = Set(
      [elements.least, elements.greatest].flatMap { P in [workers.least, workers.greatest].map { [P, $0] } })
    guard extent == .workers || elements.least < elements.greatest,
      extent == .elements || workers.least < workers.greatest,
      corners.allSatisfy({ corner in points.contains { [$0.elements, $0.workers] == corner } })
    else { throw .malformedRow(index: 0, reason: "no \(name) at two sizes") }
  }

  static func + (left: CostGrid, right: CostGrid) -> CostGrid {
    var sum = left
    for index in sum.points.indices {
      sum.points[index].value += right.value(sum.points[index].elements, sum.points[index].workers)
    }
    return sum
  }

  private func value(_ elements: Int, _ workers: Int) -> Double {
    points.first { $0.elements == elements && $0.workers == workers }?.value ?? 0
  }

  /// The measurement at most elements and workers.
  var largest: CostPoint {
    CostPoint(
      scheme: points[0].scheme, quantity: points[0].quantity, elements: elements.greatest, workers: workers.greatest,
      value: value(elements.greatest, workers.greatest))
  }

  /// The amount for an element, through both numbers of workers at most elements.
  func line(_ growth: ScaleScheme.Growth) -> ServerCosts.Line {
    let count = Double(elements.greatest)
    return Self.line(
      growth, workers, value(elements.greatest, workers.least) / count,
      value(elements.greatest, workers.greatest) / count)
  }

  /// The amount for an element and worker; the measurement at most of both where it does not grow.
  func messageLine(_ growth: ScaleScheme.Growth) -> ServerCosts.Line {
    func share(_ workers: Int) -> Double { value(elements.greatest, workers) / Double(elements.greatest * workers) }
    if case .none = growth { return .init(constant: share(workers.greatest), slope: 0, growth: growth) }
    return Self.line(growth, workers, share(workers.least), share(workers.greatest))
  }

  /// The amount for a further element, which leaves out what is there without any.
  func slopeLine(_ growth: ScaleScheme.Growth) -> ServerCosts.Line {
    func slope(_ workers: Int) -> Double {
      (value(elements.greatest, workers) - value(elements.least, workers)) / Double(elements.greatest - elements.least)
    }
    return Self.line(growth, workers, slope(workers.least), slope(workers.greatest))
  }

  /// The amount for a further element, at the least number of workers.
  var elementSlope: Double { slopeLine(.none).constant }

  /// The amount over the square of the number of workers.
  var squareSlope: Double {
    let (few, many) = (Double(workers.least), Double(workers.greatest))
    return max(0, value(elements.least, workers.greatest) - value(elements.least, workers.least))
      / (many * many - few * few)
  }

  /// Through two values; level at the mean of both where these do not rise.
  private static func line(
    _ growth: ScaleScheme.Growth, _ workers: (least: Int, greatest: Int), _ low: Double, _ high: Double
  ) -> ServerCosts.Line {
    let (few, many) = (growth.factor(workers.least), growth.factor(workers.greatest))
    guard many > few, high > low else {
      return .init(constant: max(0, (low + high) / 2), slope: 0, growth: growth)
    }
    let slope = (high - low) / (many - few)
    return .init(constant: max(0, low - slope * few), slope: slope, growth: growth)
  }
}
