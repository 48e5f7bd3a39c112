import SlepianWolf

extension SyndromeContainerError {
  /// The exit code of an error, where it is a container's.
  static func exitCode(of error: any Error) -> Int32? {
    switch error as? SyndromeContainerError {
    case nil: nil
    case .tooFar: 1
    case .invalidCrossover: 64
    case .notAContainer, .unsupportedVersion, .damaged, .wrongSideLength: 65
    }
  }
}
