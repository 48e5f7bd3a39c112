import ArgumentParser

extension Figure {
  /// Makes the figure: finds the data, computes, and writes the files whole or not at all.
  ///
  /// - Throws: `ExitCode`, after the error was said on standard error.
  public func run() async throws {
    try await reportingErrors { try await Interruption.watch { try await FigureRun(figure: self).run() } }
  }
}
