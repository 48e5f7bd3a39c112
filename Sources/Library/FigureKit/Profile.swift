import ArgumentParser

/// How much a figure computes: seconds for tests, minutes for a reader, or the paper's own sizes.
public enum Profile: String, CaseIterable, Codable, Sendable, ExpressibleByArgument {
  case smoke
  case standard = "default"
  case paper

  /// The value for this profile.
  public func pick<Value>(smoke: Value, standard: Value, paper: Value) -> Value {
    switch self {
    case .smoke: smoke
    case .standard: standard
    case .paper: paper
    }
  }
}

extension Profile: Comparable {
  /// Orders profiles by the work they do.
  public static func < (left: Profile, right: Profile) -> Bool {
    left.pick(smoke: 0, standard: 1, paper: 2) < right.pick(smoke: 0, standard: 1, paper: 2)
  }
}
