import Foundation
import Subprocess

/// The plotting program gnuplot.
public enum Gnuplot {
  /// Runs a script in its folder, and gives what gnuplot said on its standard error.
  ///
  /// No file of the user's own is read (`-d`), so that a script draws the same for everyone.
  ///
  /// - Throws: ``FigureError/gnuplotMissing``, or ``FigureError/gnuplotFailed(script:message:)`` with gnuplot's own words.
  public static func run(_ script: String, in folder: OutputFolder) async throws -> String {
    let place = "cd '" + folder.path.replacing("'", with: "''") + "'"
    let (message, succeeded) = try await launch(["-d", "-e", place, script])
    guard succeeded else { throw FigureError.gnuplotFailed(script: script, message: message) }
    return message
  }

  /// The version, such as "gnuplot 5.4 patchlevel 4".
  ///
  /// - Throws: ``FigureError/gnuplotMissing``.
  public static func version() async throws -> String {
    guard let version = try await CommandOutput.of("gnuplot", ["--version"]) else { throw FigureError.gnuplotMissing }
    return version
  }

  private static func launch(_ arguments: [String]) async throws -> (message: String, succeeded: Bool) {
    do {
      let result = try await Subprocess.run(
        .name("gnuplot"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 20))
      let succeeded = result.terminationStatus.isSuccess
      let isSilent = result.standardError.isEmpty && !succeeded
      return (isSilent ? "it said nothing: \(result.terminationStatus)\n" : result.standardError, succeeded)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw FigureError.gnuplotMissing
    }
  }
}

/// What small programs print.
enum CommandOutput {
  /// The first line that a program prints, or nil when it cannot be started or fails.
  static func of(_ name: String, _ arguments: [String]) async throws -> String? {
    do {
      let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), output: .string(limit: 1 << 16), error: .discarded)
      guard result.terminationStatus.isSuccess else { return nil }
      return result.standardOutput.split(separator: "\n").first.map(String.init)
    } catch is SubprocessError {
      return nil
    }
  }
}
