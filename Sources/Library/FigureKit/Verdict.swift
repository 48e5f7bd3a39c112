/// How a measured value stands to what a paper states.
public enum Verdict: String, Codable, Sendable, CaseIterable {
  /// Within the claim's tolerance, at least at its least profile and on its data.
  case met
  /// Within twice the tolerance.
  case near
  /// Outside twice the tolerance; the cause is ours or unknown.
  case notMet = "not met"
  /// Outside twice the tolerance, and shown by computation that the paper's statement cannot hold.
  case contradicted
  /// On other data, below the claim's least profile, without a tolerance, or fitted to the claim itself.
  case notMeasured = "not measured"
}
