import ArgumentParser
import Datasets

/// One line of a figure's table.
public protocol FigureRow: Sendable {
  /// The names of the columns, in snake case and ending in their unit; measured times end in `_seconds_measured`, measured
  /// memory in `_bytes_measured`.
  static var header: [String] { get }
  /// The text of each column; numbers by ``SeriesTable/cell(_:)-(Double)``.
  var cells: [String] { get }
}

/// A figure or table of a paper: what it computes, how it is drawn and which claims it checks.
///
/// A conforming type is a whole program: `swift run -c release ID [options]` writes `ID.tsv`, `ID.gp`, `ID.png` and
/// `ID.json`. Everything but the computation is given.
public protocol Figure: AsyncParsableCommand, Sendable {
  associatedtype Row: FigureRow

  /// The name of the executable and of the files.
  static var id: String { get }
  /// The title of the picture.
  static var caption: String { get }
  /// What `--set` can change.
  static var parameters: [any ParameterDeclaration] { get }
  /// For each data set that the figure needs, those that it takes, best first: `[[.mnist], [.svhn, .cifar10]]`.
  static var dataSets: [[DatasetName]] { get }

  /// The files of the package that the table depends on, by their paths in it: `["data/reference/ID-times.tsv"]`. Their
  /// texts are in ``FigureContext/inputs``, and a figure whose inputs changed is not up to date.
  static var inputFiles: [String] { get }

  /// Declared as `@OptionGroup var options: FigureOptions`.
  var options: FigureOptions { get }

  /// Computes the table. It must be the same for any number of threads.
  func compute(_ context: FigureContext) async throws -> [Row]
  /// The picture of the table.
  func plot(_ rows: [Row]) -> Plot
  /// What the table says about the paper's claims.
  func claims(_ rows: [Row]) -> [ClaimResult]
  /// Pictures made without gnuplot; each is written to `ID-NAME.png`.
  func pictures(_ rows: [Row]) -> [String: Picture]
}

extension Figure {
  public static var parameters: [any ParameterDeclaration] { [] }
  public static var dataSets: [[DatasetName]] { [] }
  public static var inputFiles: [String] { [] }

  public func claims(_ rows: [Row]) -> [ClaimResult] { [] }
  public func pictures(_ rows: [Row]) -> [String: Picture] { [:] }

  public static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: id, abstract: caption, discussion: parameterHelp)
  }

  /// The table of parameters with their values at each profile.
  private static var parameterHelp: String {
    if parameters.isEmpty { return "" }
    let lines = parameters.map { parameter in
      let values = Profile.allCases.map { parameter.text(at: $0) }
      let value = Set(values).count == 1 ? values[0] : values.joined(separator: " | ")
      let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
      return "  \(parameter.name)=\(value)\(unit)  \(parameter.summary)"
    }
    return "PARAMETERS for --set (one value, or smoke | default | paper):\n" + lines.joined(separator: "\n")
  }
}
