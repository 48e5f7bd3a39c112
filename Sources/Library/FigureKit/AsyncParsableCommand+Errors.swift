import ArgumentParser
import Foundation

extension AsyncParsableCommand {
  /// Does a program's work; what it throws is said on standard error after the program's name, and becomes the exit code.
  ///
  /// - Parameter exitCode: The exit code of an error; nil leaves it to ``FigureError/exitCode(of:)``.
  /// - Throws: `ExitCode`.
  public func reportingErrors(
    exitCode: (any Error) -> Int32? = { _ in nil }, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
    } catch {
      let program = URL(filePath: CommandLine.arguments[0]).lastPathComponent
      // A progress bar may stand in the line.
      let wipe = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""
      StandardStream.say("\(wipe)\(program): \(error)\n")
      throw ExitCode(exitCode(error) ?? FigureError.exitCode(of: error))
    }
  }
}
