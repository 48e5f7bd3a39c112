import Datasets
import Foundation

/// The data sets of one run.
public struct FigureData: Sendable {
  /// A data set that a figure asked for, or the embedded one in its place.
  public struct Entry: Sendable {
    /// The data sets that the figure takes here, best first.
    public let choices: [DatasetName]
    public let train: Dataset
    public let test: Dataset
    /// Whether the pictures are rendered by the project's own code because no files were used.
    public let isEmbedded: Bool

    /// The name in titles: that of the split that is not as published, if either.
    public var title: String { train.note == nil ? test.title : train.title }
    /// The digests of both splits, for run keys.
    public var digests: [String] { [train.digest, test.digest] }
  }

  /// The entries in the order in which the figure asked.
  public let entries: [Entry]

  /// The data set that the figure asked for as `name`: of this name, another that it also takes, or the embedded one.
  public subscript(name: DatasetName) -> Entry {
    let entry = entries.first { $0.choices[0] == name } ?? entries.first { $0.choices.contains(name) }
    guard let entry else {
      preconditionFailure("\(name.title) is not among the figure's data sets")
    }
    return entry
  }

  /// The titles in the order in which the figure asked, each once.
  public var titles: [String] {
    var titles: [String] = []
    for entry in entries where !titles.contains(entry.title) { titles.append(entry.title) }
    return titles
  }

  /// Whether no entry is embedded.
  public var isReal: Bool { !entries.contains(where: \.isEmbedded) }
}

extension FigureData {
  /// Finds and reads the data sets that a figure needs.
  ///
  /// They are looked for in `directory`, which must then hold them, or is the word `embedded` for the embedded data; else in $TELEGRAD_DATA, then in the package's `data/`,
  /// where the embedded data takes the place of what is absent. The smoke profile uses the embedded data unless
  /// `directory` is given.
  ///
  /// - Parameter needs: For each data set, those that the figure takes, best first.
  /// - Throws: ``FigureError/missingInput(path:reason:)`` or `DatasetError`.
  public init(
    _ needs: [[DatasetName]], directory: String?, profile: Profile, environment: [String: String], root: String?
  ) throws {
    precondition(needs.allSatisfy { !$0.isEmpty }, "a choice for each data set")
    if directory == RunOptions.embeddedData {
      entries = needs.map { Self.embedded($0, profile) }
      return
    }
    let named = directory ?? (profile == .smoke ? nil : environment["TELEGRAD_DATA"].flatMap { $0.isEmpty ? nil : $0 })
    if let named, !needs.isEmpty, !FileManager.default.fileExists(atPath: named) {
      throw FigureError.missingInput(path: named, reason: "no such folder of data sets")
    }
    let place = named ?? (profile == .smoke ? nil : root.map { $0 + "/data" })
    let library = place.map(DatasetLibrary.init(directory:))
    var loaded: [DatasetName: (train: Dataset, test: Dataset)] = [:]
    entries = try needs.map { choices in
      guard let library, let name = choices.first(where: library.isPresent) else {
        if let directory {
          let wanted = choices.map(\.title).joined(separator: " or ")
          throw FigureError.missingInput(path: directory, reason: "it does not hold \(wanted)")
        }
        return Self.embedded(choices, profile)
      }
      let pictures =
        try loaded[name] ?? (train: library.load(name, split: .train), test: library.load(name, split: .test))
      loaded[name] = pictures
      return Entry(choices: choices, train: pictures.train, test: pictures.test, isEmbedded: false)
    }
  }

  /// The embedded data in the shape of the first choice: handwritten digits for MNIST, coloured ones for the others.
  ///
  /// It has as many pictures as the profile can use, and the same at every seed of the run.
  private static func embedded(_ choices: [DatasetName], _ profile: Profile) -> Entry {
    let kind = choices[0].embeddedKind
    func render(_ split: DatasetSplit, _ count: Int) -> Dataset {
      SyntheticDigits(kind, count: count, seed: 1, split: split).dataset()
    }
    let count = profile.pick(smoke: 2_000, standard: 20_000, paper: 60_000)
    return Entry(
      choices: choices, train: render(.train, count), test: render(.test, count / 5), isEmbedded: true)
  }
}
