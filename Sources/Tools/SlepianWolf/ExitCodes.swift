import ArgumentParser
import FigureKit
import Foundation
import SlepianWolf

/// Runs a command; what it throws is said on standard error and becomes the exit code.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch {
    FileHandle.standardError.write(Data("telegrad-sw: \(error)\n".utf8))
    throw ExitCode((error as? SyndromeContainerError)?.exitCode ?? FigureError.exitCode(of: error))
  }
}

extension SyndromeContainerError {
  fileprivate var exitCode: Int32 {
    switch self {
    case .tooFar: 1
    case .invalidCrossover: 64
    case .notAContainer, .unsupportedVersion, .damaged, .wrongSideLength: 65
    }
  }
}
