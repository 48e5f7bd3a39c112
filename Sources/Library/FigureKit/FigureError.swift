import ArgumentParser
import Datasets

/// Why a figure could not be made.
public enum FigureError: Error, Equatable, Sendable {
  /// `--set` takes `name=value`.
  case malformedSetting(String)
  /// The figure declares no parameter of this name.
  case unknownParameter(name: String, known: [String])
  /// The parameter does not take this value.
  case invalidParameter(name: String, value: String, expected: String)
  /// The option does not take this value.
  case invalidOption(name: String, value: String, expected: String)
  /// The figure keeps no run of this name with these options.
  case unknownRun(name: String)
  /// A file is there and its content is not what it must be.
  case unreadable(path: String, reason: String)
  /// A file or folder that must exist does not.
  case missingInput(path: String, reason: String)
  /// A row of a table has another number of cells than the header, or a cell that would break the table.
  case malformedRow(index: Int, reason: String)
  /// A plot names a column that the table does not have, or chooses rows that do not exist.
  case malformedPlot(reason: String)
  /// A result names a claim that the ledger does not hold.
  case unknownClaim(id: String)
  /// A result gives another number of values than the claim.
  case claimMismatch(id: String, reason: String)
  /// A file or folder cannot be created.
  case cannotCreate(path: String, reason: String)
  /// A file cannot be written.
  case cannotWrite(path: String, reason: String)
  /// gnuplot is not installed.
  case gnuplotMissing
  /// gnuplot ended with an error or drew nothing.
  case gnuplotFailed(script: String, message: String)
  /// A signal stopped the run.
  case interrupted(signal: Int32)
}

extension FigureError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformedSetting(let text):
      "--set \(text): expected name=value"
    case .unknownParameter(let name, let known):
      "--set \(name): no such parameter; "
        + (known.isEmpty ? "this figure has none" : "known: \(known.joined(separator: ", "))")
    case .invalidParameter(let name, let value, let expected):
      "--set \(name)=\(value): expected \(expected)"
    case .invalidOption(let name, let value, let expected):
      "\(name) \(value): expected \(expected)"
    case .unknownRun(let name):
      "--run \(name): no such run with these options and data; --list-runs names them"
    case .unreadable(let path, let reason), .missingInput(let path, let reason):
      "\(path): \(reason)"
    case .malformedRow(let index, let reason):
      "row \(index): \(reason)"
    case .malformedPlot(let reason):
      "plot: \(reason)"
    case .unknownClaim(let id):
      "\(id): no such claim in \(ClaimLedger.path)"
    case .claimMismatch(let id, let reason):
      "\(id): \(reason)"
    case .cannotCreate(let path, let reason):
      "\(path): cannot be created: \(reason)"
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written: \(reason)"
    case .gnuplotMissing:
      "gnuplot is not installed (Debian: apt-get install gnuplot-nox)"
    case .gnuplotFailed(let script, let message):
      "gnuplot could not draw \(script):\n\(message)"
    case .interrupted(let signal):
      "stopped by signal \(signal); what was finished is kept, and the same command resumes"
    }
  }
}

extension FigureError {
  /// The exit code of a run that ended with `error`, after sysexits.h; 128 + n for signal n.
  public static func exitCode(of error: any Error) -> Int32 {
    switch error {
    case let error as FigureError: error.exitCode
    case let error as DatasetError: error.isMissing ? 66 : 65
    case let error as ExitCode: error.rawValue
    default: 70
    }
  }

  private var exitCode: Int32 {
    switch self {
    case .malformedSetting, .unknownParameter, .invalidParameter, .invalidOption, .unknownRun: 64
    case .unreadable: 65
    case .missingInput: 66
    case .gnuplotMissing: 69
    case .malformedRow, .malformedPlot, .unknownClaim, .claimMismatch: 70
    case .cannotCreate: 73
    case .cannotWrite, .gnuplotFailed: 74
    case .interrupted(let signal): 128 + signal
    }
  }
}

extension DatasetError {
  /// Whether the file is absent, and not merely wrong.
  fileprivate var isMissing: Bool {
    if case .missing = self { true } else { false }
  }
}
