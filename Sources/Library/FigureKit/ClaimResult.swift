import Foundation

/// What a figure measured about one claim.
///
///     ClaimResult("dsc-fig10-a", value: 73.6)
///     ClaimResult("dsc-fig01-b", holds: gap > 0, "IID 0.41, non-IID 0.08", on: ["MNIST"])
public struct ClaimResult: Sendable, Equatable {
  /// The claim's name in the ledger.
  public let id: String
  /// The measurement.
  public let measurement: Measurement
  /// The measurement in words.
  public let shown: String
  /// The titles of the data sets that it was measured on; nil for all that the run used.
  public let data: [String]?
  /// Why the paper's statement cannot hold, where that was computed.
  public var contradiction: String?
  /// Whether a quantity of the run was fitted or tuned to the claim itself.
  public var isFitted = false

  /// A measurement in the form that its claim takes.
  public enum Measurement: Sendable, Equatable {
    /// Values in the ledger's order.
    case values([Double])
    /// Values beside the paper's own, where the ledger points to a table.
    case pairs([Pair])
    /// For a trend or an order: how far it is from holding, in the unit of the tolerance; 0 where it holds.
    case shortfall(Double)
  }

  /// A measured value and the paper's.
  public struct Pair: Sendable, Equatable {
    public let measured: Double, paper: Double
    public init(measured: Double, paper: Double) {
      self.measured = measured
      self.paper = paper
    }
  }

  /// A number that the ledger states or bounds.
  public init(_ id: String, value: Double, on data: [String]? = nil) {
    self.init(id, values: [value], on: data)
  }

  /// A number that the ledger states or bounds, and how it was come by.
  public init(_ id: String, value: Double, _ remark: String, on data: [String]? = nil) {
    self.init(id, .values([value]), "\(Self.shown(value)) \(remark)", data)
  }

  /// Numbers that the ledger states, in its order.
  public init(_ id: String, values: [Double], on data: [String]? = nil) {
    let shown = values.map(Self.shown).joined(separator: " ")
    self.init(id, .values(values), shown, data)
  }

  /// Numbers that the ledger points to, each beside the paper's.
  public init(_ id: String, pairs: [Pair], _ shown: String, on data: [String]? = nil) {
    self.init(id, .pairs(pairs), shown, data)
  }

  /// A trend or an order that holds, or not.
  public init(_ id: String, holds: Bool, _ shown: String, on data: [String]? = nil) {
    self.init(id, .shortfall(holds ? 0 : .infinity), shown, data)
  }

  /// A trend or an order and how far it is from holding, 0 where it holds.
  public init(_ id: String, shortfall: Double, _ shown: String, on data: [String]? = nil) {
    self.init(id, .shortfall(shortfall), shown, data)
  }

  /// Four digits, with an exponent where a number has more than seven before its point.
  private static func shown(_ value: Double) -> String {
    abs(value) < 1e7 ? SeriesTable.cell(value, digits: 4) : String(format: "%.3e", value)
  }

  private init(_ id: String, _ measurement: Measurement, _ shown: String, _ data: [String]?) {
    self.id = id
    self.measurement = measurement
    self.shown = shown
    self.data = data
  }
}

extension Claim {
  /// The verdict on a measurement.
  ///
  /// - Parameters:
  ///   - profile: The profile of the run.
  ///   - data: The titles of the data sets that the run used.
  /// - Returns: The verdict, and the reason for one that is not ``Verdict/met`` or ``Verdict/near``.
  /// - Throws: ``FigureError/claimMismatch(id:reason:)`` unless the measurement has the form of the claim.
  public func verdict(
    on result: ClaimResult, profile: Profile, data: [String]
  ) throws(FigureError) -> (verdict: Verdict, reason: String?) {
    let excesses = try excesses(of: result.measurement)
    if result.isFitted { return (.notMeasured, "fitted or tuned to the claim") }
    guard profile >= leastProfile else {
      return (.notMeasured, "needs the profile \(leastProfile.rawValue)")
    }
    let used = result.data ?? data
    guard leastData.isEmpty || leastData.contains(where: { $0.allSatisfy(used.contains) }) else {
      let needed = leastData.map { $0.joined(separator: " + ") }.joined(separator: " or ")
      return (.notMeasured, "needs \(needed); measured on \(used.isEmpty ? "no data" : used.joined(separator: " + "))")
    }
    guard let tolerance else { return (.notMeasured, "the ledger has no tolerance yet") }
    // A NaN is within nothing.
    func within(_ factor: Double) -> Bool {
      excesses.allSatisfy { $0.distance <= factor * tolerance.distance(at: $0.about) }
    }
    if within(1) { return (.met, nil) }
    if within(2) { return (.near, nil) }
    if let contradiction = result.contradiction { return (.contradicted, contradiction) }
    return (.notMet, "outside twice the tolerance")
  }

  /// How far each value lies outside the statement, and the paper's value there.
  private func excesses(
    of measurement: ClaimResult.Measurement
  ) throws(FigureError) -> [(distance: Double, about: Double)] {
    switch (statement, measurement) {
    case (.values(let stated), .values(let measured)) where stated.count == measured.count:
      return zip(stated, measured).map { (abs($1 - $0), $0) }
    case (.below(let bound), .values(let measured)) where !measured.isEmpty:
      return measured.map { ($0 < bound ? 0 : ($0 - bound).nextUp, bound) }
    case (.above(let bound), .values(let measured)) where !measured.isEmpty:
      return measured.map { ($0 > bound ? 0 : (bound - $0).nextUp, bound) }
    case (.between(let low, let high), .values(let measured)) where !measured.isEmpty:
      return measured.map { $0 < low ? (low - $0, low) : $0 > high ? ($0 - high, high) : ($0.isNaN ? .nan : 0, low) }
    case (.words, .pairs(let pairs)) where !pairs.isEmpty:
      return pairs.map { (abs($0.measured - $0.paper), $0.paper) }
    case (.words, .shortfall(let distance)):
      return [(distance, 1)]
    default:
      throw .claimMismatch(id: id, reason: "the measurement does not have the form of \"\(value)\"")
    }
  }
}
