import ArgumentParser
import Foundation

extension Figure {
  /// Makes the figure: finds the data, computes, and writes the files whole or not at all.
  ///
  /// - Throws: `ExitCode`, after the error was said on standard error.
  public func run() async throws {
    do {
      try await Interruption.watch { try await FigureRun(figure: self).run() }
    } catch {
      // A progress bar may stand in the line.
      let wipe = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""
      StandardStream.say("\(wipe)\(Self.id): \(error)\n")
      throw ExitCode(FigureError.exitCode(of: error))
    }
  }
}
