import FigureKit

/// What the server's half of each codec was measured to take, by the element.
///
/// Read from a table with a line a measurement; lines that begin with # say where it comes from. Columns: `scheme`, `quantity`,
/// `elements` P, `workers` K and `value`. Quantities are `sent_bit` (an element and worker), `encode_s` (one worker), `open_s`,
/// `receive_s` (all workers) and `close_s` of a round, and `memory_byte` at its peak, each at two P and two K. The scheme
/// `step` is the optimizer with its model, at two P; `rates` the tables of the rates of one layer, at two K.
public struct ServerCosts: Sendable {
  /// An amount for each element: constant + slope · growth(K).
  struct Line: Sendable, Equatable {
    let constant: Double, slope: Double
    let growth: ScaleScheme.Growth

    /// The amount at K workers.
    func callAsFunction(_ workers: Int) -> Double { constant + slope * growth.factor(workers) }
  }

  /// What one scheme takes for each element.
  struct Scheme: Sendable {
    /// Bits that each worker sends.
    let bits: Double
    /// Seconds of a worker's half.
    let encode: Double
    /// Seconds of each worker's message.
    let receive: Line
    /// Seconds of opening and closing a round.
    let close: Line
    /// Bytes at the peak.
    let memory: Line
  }

  private let schemes: [ScaleScheme: Scheme]
  /// Seconds and bytes an element of the model, its optimizer and their step.
  public let stepSeconds: Double, stepBytes: Double
  /// Bytes of a layer's tables of rates, over K².
  public let rateBytes: Double

  subscript(scheme: ScaleScheme) -> Scheme {
    guard let costs = schemes[scheme] else { preconditionFailure("every scheme is read") }
    return costs
  }

  /// Reads the table.
  ///
  /// - Throws: `FigureError/malformedRow(index:reason:)` for a table that lacks a column or a measurement, or holds another
  ///   number than one that is not negative.
  public init(text: String) throws(FigureError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    let points = try Self.points(SeriesTable(text: lines.joined(separator: "\n")))
    func grid(
      _ scheme: String, _ quantity: String, over extent: CostGrid.Extent = .both
    ) throws(FigureError) -> CostGrid {
      let measured = points.filter { $0.scheme == scheme && $0.quantity == quantity }
      return try CostGrid(measured, over: extent, name: "\(quantity) of \(scheme)")
    }
    var schemes: [ScaleScheme: Scheme] = [:]
    for scheme in ScaleScheme.allCases {
      let name = scheme.rawValue
      let (open, close) = try (grid(name, "open_s"), grid(name, "close_s"))
      let (sent, receive) = try (grid(name, "sent_bit"), grid(name, "receive_s"))
      let encode = try grid(name, "encode_s").largest
      schemes[scheme] = Scheme(
        bits: sent.largest.value, encode: encode.value / Double(encode.elements),
        receive: receive.messageLine(scheme.receiving),
        close: (open + close).line(scheme.closing), memory: try grid(name, "memory_byte").slopeLine(scheme.keeping))
    }
    self.schemes = schemes
    stepSeconds = try grid("step", "close_s", over: .elements).elementSlope
    stepBytes = try grid("step", "memory_byte", over: .elements).elementSlope
    rateBytes = try grid("rates", "memory_byte", over: .workers).squareSlope
  }

  /// The lines of the table as numbers.
  private static func points(_ table: SeriesTable) throws(FigureError) -> [CostPoint] {
    func column(_ name: String) throws(FigureError) -> [String] {
      guard let cells = table[name] else { throw .malformedRow(index: 0, reason: "no column \(name)") }
      return cells
    }
    let (schemes, quantities) = try (column("scheme"), column("quantity"))
    let (elements, workers, values) = try (column("elements"), column("workers"), column("value"))
    var points: [CostPoint] = []
    for index in schemes.indices {
      guard let elements = Int(elements[index]), let workers = Int(workers[index]), let value = Double(values[index]),
        elements > 0, workers > 0, value >= 0, value.isFinite
      else { throw .malformedRow(index: index, reason: "sizes, and a value that is not negative") }
      points.append(
        CostPoint(
          scheme: schemes[index], quantity: quantities[index], elements: elements, workers: workers, value: value))
    }
    return points
  }
}
