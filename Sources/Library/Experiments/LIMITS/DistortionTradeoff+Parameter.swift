import FigureKit

extension DistortionTradeoff.Convention: ParameterValue {
  public init?(parameterText text: String) { self.init(rawValue: text) }
  public var parameterText: String { rawValue }
  public static var expectation: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
}
