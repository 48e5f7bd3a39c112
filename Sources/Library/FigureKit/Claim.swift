import Foundation

/// One statement of a paper about a figure or a table: a row of the ledger.
public struct Claim: Sendable, Equatable {
  /// The name by which figures speak of it.
  public let id: String
  /// The paper's short name and the place in it.
  public let paper: String, place: String
  /// What is stated.
  public let quantity: String
  /// The value as the ledger writes it, and its unit ("-" for none).
  public let value: String, unit: String
  /// Whether it is stated, derived or tabled, and what is known against it.
  public let firmness: String
  /// How far from the value a measurement may lie; nil while nobody has set one.
  public let tolerance: Tolerance?
  /// The least profile at which the statement is measured.
  public let leastProfile: Profile
  /// The data that it needs: any one of the combinations, each of which is a set of titles. Empty: none.
  public let leastData: [[String]]

  /// A distance that is still met.
  public enum Tolerance: Sendable, Equatable {
    /// In the unit of the claim.
    case absolute(Double)
    /// A share of the paper's value.
    case relative(Double)

    /// The distance allowed about `value`.
    public func distance(at value: Double) -> Double {
      switch self {
      case .absolute(let distance): distance
      case .relative(let share): share * abs(value)
      }
    }
  }

  /// The value with its unit.
  public var statedValue: String { unit == "-" ? value : "\(value) \(unit)" }

  /// What the ledger's value says of numbers.
  enum Statement: Equatable {
    case values([Double])
    case below(Double)
    case above(Double)
    case between(Double, Double)
    /// A trend, an order, or numbers that stand elsewhere.
    case words
  }

  /// `0.99`, `94.5 93.5`, `< 0.03`, `> 2` and `10..100` are numbers; all else is words.
  var statement: Statement {
    let bounds = value.split(separator: "..", omittingEmptySubsequences: false).map { Double($0) }
    if bounds.count == 2, let low = bounds[0], let high = bounds[1] { return .between(low, high) }
    if let sign = value.first, "<>".contains(sign), let bound = Double(value.dropFirst().drop { $0 == " " }) {
      return sign == "<" ? .below(bound) : .above(bound)
    }
    let numbers = value.split { " ;".contains($0) }.map { Double($0) }
    let values = numbers.compactMap { $0 }
    return values.isEmpty || values.count < numbers.count ? .words : .values(values)
  }
}

/// The statements of the papers, with what it takes to check them: `paper/claims.tsv`.
public struct ClaimLedger: Sendable, Equatable {
  /// Where the ledger stands in the package.
  public static let path = "paper/claims.tsv"

  /// The claims in the order of the file.
  public let claims: [Claim]

  /// Reads the ledger.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)`` or ``FigureError/unreadable(path:reason:)``.
  public init(file: String) throws(FigureError) {
    guard let content = FileManager.default.contents(atPath: file) else {
      throw .missingInput(path: file, reason: "the ledger of claims is not there")
    }
    guard let text = String(data: content, encoding: .utf8) else {
      throw .unreadable(path: file, reason: "not UTF-8")
    }
    do {
      try self.init(text: text)
    } catch .malformedRow(let index, let reason) {
      throw .unreadable(path: file, reason: "row \(index + 1): \(reason)")
    }
  }

  /// Reads the text of a ledger.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)``.
  public init(text: String) throws(FigureError) {
    let table = try SeriesTable(text: text)
    let header = [
      "claim", "paper", "where", "quantity", "value", "unit", "how firm", "tolerance", "least profile",
      "least data set",
    ]
    guard table.header == header else {
      throw .malformedRow(index: -1, reason: "expected the columns \(header.joined(separator: ", "))")
    }
    var claims: [Claim] = []
    for (index, row) in table.rows.enumerated() {
      guard let profile = Profile(rawValue: row[8]) else {
        throw .malformedRow(index: index, reason: "\(row[8]) is no profile")
      }
      guard !claims.contains(where: { $0.id == row[0] }) else {
        throw .malformedRow(index: index, reason: "\(row[0]) stands twice")
      }
      claims.append(
        Claim(
          id: row[0], paper: row[1], place: row[2], quantity: row[3], value: row[4], unit: row[5], firmness: row[6],
          tolerance: try Self.tolerance(row[7], row: index), leastProfile: profile, leastData: Self.data(row[9])))
    }
    self.claims = claims
  }

  /// The claim of this name.
  ///
  /// - Throws: ``FigureError/unknownClaim(id:)``.
  public func claim(_ id: String) throws(FigureError) -> Claim {
    guard let claim = claims.first(where: { $0.id == id }) else { throw .unknownClaim(id: id) }
    return claim
  }

  /// `0.02` is a distance, `5 %` a share of the value, `-` is open.
  private static func tolerance(_ text: String, row: Int) throws(FigureError) -> Claim.Tolerance? {
    if text == "-" { return nil }
    let isShare = text.hasSuffix("%")
    let number = isShare ? text.dropLast().trimmingCharacters(in: .whitespaces) : text
    guard let value = Double(number), value.isFinite, value >= 0 else {
      throw .malformedRow(index: row, reason: "\(text) is no tolerance")
    }
    return isShare ? .relative(value / 100) : .absolute(value)
  }

  /// `MNIST + SVHN | MNIST + CIFAR-10`: combinations by `|`, the data sets of one by `+`; `-` for none.
  private static func data(_ text: String) -> [[String]] {
    if text == "-" { return [] }
    return text.split(separator: "|").map { combination in
      combination.split(separator: "+").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}
