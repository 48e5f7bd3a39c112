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
      Writes telegrad-compare.tsv, .gp, .png and .json to the folder of --out, else to out/PROFILE. Bits are lengths of what is
      decoded, headers and all, in both directions, the model's broadcast left out. Stored trainings in OUT/.cache are used again.
      --set takes \(ComparisonOptions.settable).
      """)

  @Flag(help: "List the codecs, and end.")
  var list = false

  @Option(help: ArgumentHelp("The codecs, by names of --list.", valueName: "name,name,..."))
  var codecs: String?

  @Option(help: "Trainings of each codec, from seeds of their own.")
  var seeds: Int?

  @OptionGroup var trainings: ComparisonOptions

  @OptionGroup var options: FigureOptions

  func run() async throws {
    if list {
      return try await reportingErrors {
        try StandardStream.write(NamedCodec.all.map { "\($0.name)\t\($0.summary)\n" }.joined())
      }
    }
    if trainings.model.readsGreyPictures {
      try await draw(on: GreyPictures.self)
    } else {
      try await draw(on: ColouredPictures.self)
    }
  }

  private func draw<Pictures: PictureChoice>(on _: Pictures.Type) async throws {
    var figure = ComparisonFigure<Pictures>()
    figure.options = options
    figure.options.shared.settings += trainings.settings
    if let codecs { figure.options.shared.settings.append("codecs=\(codecs)") }
    if let seeds { figure.options.shared.settings.append("seeds=\(seeds)") }
    try await figure.run()
  }
}
