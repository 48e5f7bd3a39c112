import ArgumentParser
import Experiments
import FigureKit

/// Compares codecs by accuracy against total sent bits.
@main
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-compare",
    abstract: "Train with any codecs of the four papers, and draw accuracy against the bits that were really sent.",
    discussion: """
      Writes telegrad-compare.tsv, .gp, .png and .json to the folder of --out. Bits are lengths of what is decoded, headers and
      all, in both directions, the model's broadcast left out. Stored trainings in OUT/.cache are used again.
      """)

  enum Pictures: String, ExpressibleByArgument, CaseIterable { case mnist, cifar10, embedded }

  @Flag(help: "List the codecs, and end.")
  var list = false

  @Option(help: ArgumentHelp("The codecs, by names of --list.", valueName: "name,name,..."))
  var codecs: String?

  @Option(help: "The network: \(ModelName.tools.map(\.key).joined(separator: ", ")).", transform: Self.model)
  var model = ModelName.mlp

  @Option(help: "The pictures; embedded ones are rendered, in the shape that the network reads.")
  var data: Pictures?

  @Option(help: "The folder of the data sets. Else $TELEGRAD_DATA, then data/.")
  var dataFolder: String?

  @Option(help: "The rounds of a training.")
  var rounds: Int?

  @Option(help: "The workers.")
  var workers: Int?

  @Option(help: "Trainings of each codec, from seeds of their own.")
  var seeds: Int?

  @Option(help: "The folder to write to.")
  var out = "out/compare"

  @Option(help: "smoke (seconds), default or paper, for what is not given.")
  var profile: Profile = .standard

  @Option(help: "The seed of every random number.")
  var seed: UInt64 = 1

  @Option(help: "Threads; results do not depend on it.")
  var jobs: Int?

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter of the trainings.", valueName: "name=value"))
  var settings: [String] = []

  @Flag(help: "Compute everything again.")
  var fresh = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() async throws {
    if list {
      return try await reportingErrors {
        try StandardStream.write(NamedCodec.all.map { "\($0.name)\t\($0.summary)\n" }.joined())
      }
    }
    if model.readsGreyPictures {
      try await ComparisonFigure<GreyPictures>.parse(arguments).run()
    } else {
      try await ComparisonFigure<ColouredPictures>.parse(arguments).run()
    }
  }

  func validate() throws {
    if data == .mnist && !model.readsGreyPictures || data == .cifar10 && model.readsGreyPictures {
      throw ValidationError("\(model.rawValue) does not read pictures of the shape of \(data?.rawValue ?? "")")
    }
  }

  /// What the figure is told.
  private var arguments: [String] {
    var settings = ["model=\(model.rawValue)"]
    for (name, value) in [("rounds", rounds), ("workers", workers), ("seeds", seeds)] {
      if let value { settings.append("\(name)=\(value)") }
    }
    if let codecs { settings.append("codecs=\(codecs)") }
    var arguments = ["--out", out, "--profile", profile.rawValue, "--seed", "\(seed)"]
    for setting in settings + self.settings { arguments += ["--set", setting] }
    if let folder = data == .embedded ? FigureOptions.embeddedData : dataFolder { arguments += ["--data", folder] }
    if let jobs { arguments += ["--jobs", "\(jobs)"] }
    return arguments + (fresh ? ["--fresh"] : []) + (quiet ? ["--quiet"] : [])
  }

  private static func model(_ text: String) throws -> ModelName {
    guard let entry = ModelName.tools.first(where: { $0.key == text.lowercased() }) else {
      throw ValidationError("--model \(text): expected one of \(ModelName.tools.map(\.key).joined(separator: ", "))")
    }
    return entry.model
  }
}
