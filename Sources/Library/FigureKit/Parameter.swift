/// A value that a parameter can take: it has one text, which the command line gives and the JSON shows.
public protocol ParameterValue: Sendable {
  /// The value that `text` writes out, or nil.
  init?(parameterText text: String)
  /// The text that gives back this value.
  var parameterText: String { get }
  /// What the command line must give, such as "an integer".
  static var expectation: String { get }
}

extension Int: ParameterValue {
  public init?(parameterText text: String) { self.init(text) }
  public var parameterText: String { description }
  public static var expectation: String { "an integer" }
}

extension Double: ParameterValue {
  public init?(parameterText text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self = value
  }
  public var parameterText: String { description }
  public static var expectation: String { "a finite number" }
}

extension Bool: ParameterValue {
  public init?(parameterText text: String) { self.init(text) }
  public var parameterText: String { description }
  public static var expectation: String { "true or false" }
}

extension String: ParameterValue {
  public init?(parameterText text: String) { self = text }
  public var parameterText: String { self }
  public static var expectation: String { "a text" }
}

/// A named quantity of a figure that `--set name=value` can change.
///
///     static let workers = Parameter("workers", 10, in: 2...1_000, "workers K")
///     static let rounds = Parameter("rounds", smoke: 4, standard: 500, paper: 5_000, in: 1...100_000, "rounds")
///     static let parameters: [any ParameterDeclaration] = [workers, rounds]
///
/// and in `compute`: `context[Self.workers]`.
public struct Parameter<Value: ParameterValue>: Sendable {
  /// The name on the command line, in snake case.
  public let name: String
  /// The unit, or empty.
  public let unit: String
  /// What it is, for `--help`.
  public let summary: String
  private let smoke: Value, standard: Value, paper: Value
  private let expectation: String
  private let accepts: @Sendable (Value) -> Bool

  /// Creates a parameter with a value for each profile that takes any value of its type.
  public init(_ name: String, smoke: Value, standard: Value, paper: Value, unit: String = "", _ summary: String) {
    self.init(
      name, values: (smoke, standard, paper), unit: unit, summary, expectation: Value.expectation,
      accepts: { _ in true })
  }

  /// Creates a parameter with one value for all profiles that takes any value of its type.
  public init(_ name: String, _ value: Value, unit: String = "", _ summary: String) {
    self.init(name, smoke: value, standard: value, paper: value, unit: unit, summary)
  }

  private init(
    _ name: String, values: (Value, Value, Value), unit: String, _ summary: String, expectation: String,
    accepts: @escaping @Sendable (Value) -> Bool
  ) {
    self.name = name
    self.unit = unit
    self.summary = summary
    (smoke, standard, paper) = values
    self.expectation = expectation
    self.accepts = accepts
    precondition([smoke, standard, paper].allSatisfy(accepts), "\(name): a profile's value lies outside the range")
  }

  /// The value at `profile` when the command line gives none.
  public func value(at profile: Profile) -> Value {
    profile.pick(smoke: smoke, standard: standard, paper: paper)
  }
}

extension Parameter where Value: Comparable {
  /// Creates a parameter with a value for each profile that takes values in `range`.
  public init(
    _ name: String, smoke: Value, standard: Value, paper: Value, in range: ClosedRange<Value>, unit: String = "",
    _ summary: String
  ) {
    self.init(
      name, values: (smoke, standard, paper), unit: unit, summary,
      expectation: "\(Value.expectation) from \(range.lowerBound) to \(range.upperBound)",
      accepts: { range.contains($0) })
  }

  /// Creates a parameter with one value for all profiles that takes values in `range`.
  public init(_ name: String, _ value: Value, in range: ClosedRange<Value>, unit: String = "", _ summary: String) {
    self.init(name, smoke: value, standard: value, paper: value, in: range, unit: unit, summary)
  }
}

/// A parameter whatever the type of its value.
public protocol ParameterDeclaration: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// The unit, or empty.
  var unit: String { get }
  /// What it is.
  var summary: String { get }
  /// The text of the value at `profile`.
  func text(at profile: Profile) -> String
  /// The canonical text of the value that `text` gives.
  ///
  /// - Throws: ``FigureError/invalidParameter(name:value:expected:)``.
  func canonicalText(of text: String) throws(FigureError) -> String
}

extension Parameter: ParameterDeclaration {
  public func text(at profile: Profile) -> String { value(at: profile).parameterText }

  public func canonicalText(of text: String) throws(FigureError) -> String {
    guard let value = Value(parameterText: text), accepts(value) else {
      throw .invalidParameter(name: name, value: text, expected: expectation)
    }
    return value.parameterText
  }
}
