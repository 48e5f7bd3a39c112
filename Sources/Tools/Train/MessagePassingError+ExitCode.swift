import MessagePassing

extension MessagePassingError {
  /// The exit code of an error after sysexits.h, where it is one of messages between processes.
  static func exitCode(of error: any Error) -> Int32? {
    switch error as? MessagePassingError {
    case nil: nil
    case .silent: 69
    case .transport: 71
    case .garbage, .unreadable, .miscounted, .misreported: 76
    case .disagreement, .idleRanks: 78
    }
  }
}
