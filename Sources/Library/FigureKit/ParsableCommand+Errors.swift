import ArgumentParser
import Foundation

extension ParsableCommand {
  /// Does a tool's work; what it throws is said on standard error after the program's name, and becomes the exit code.
  ///
  /// - Parameter exitCode: The exit code of an error; nil leaves it to ``FigureError/exitCode(of:)``.
  /// - Throws: `ExitCode`.
  public func reportingErrors(exitCode: (any Error) -> Int32? = { _ in nil }, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      let program = URL(filePath: CommandLine.arguments[0]).lastPathComponent
      StandardStream.say("\(program): \(error)\n")
      throw ExitCode(exitCode(error) ?? FigureError.exitCode(of: error))
    }
  }
}
