// CO3, Section IV-A — bits a symbol of lossless coders on fp4 gradients of NASNetMobile's upper, middle and lower layer.
//
// Look for: Huffman codes above the entropy by what whole bits cost; range coders on it; a context of what was sent before below
// it, which no code of single symbols can be; and Lempel-Ziv above all others, as the paper says it is at these lengths.
//
// All are lengths of decodable bytes, of user 0 in the last round of an epoch. Codes from a law leave out the law, which holds for
// many rounds; "sent" is the code of the round, from the law of the last refresh, "modelHuffman" one of the round's own law.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct LosslessCoders: Figure {
  static let id = "co3-lossless-coders"
  static let caption = "Lossless coders on fp4 gradients of NASNetMobile, γ = 0.9"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "layer", "epoch", "coder", "bits_per_symbol", "over_entropy", "symbols", "kernel", "dataset", "network",
    ]
    let dataset: String, network: String
    let capture: CO3Result.Capture
    let length: CO3Result.CodeLength
    var cells: [String] {
      let entropy = capture.lengths.first { $0.coder == "entropy" }?.bits ?? .nan
      return [
        capture.depth.rawValue, "\(capture.epoch)", length.coder,
        SeriesTable.cell(length.bits / Double(capture.sample.count), digits: 5),
        SeriesTable.cell(length.bits / entropy, digits: 5), "\(capture.sample.count)", capture.sample.layer, dataset,
        network,
      ]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let network = context[CO3Study.nasNet], title = context.data[.cifar10].title
    let training = CO3Study.training(context, network, .converted(.fp4, decay: 0.9))
    return try await CO3Study.results(context, [training]).flatMap(\.captures).flatMap { capture in
      capture.lengths.map { Row(dataset: title, network: network.rawValue, capture: capture, length: $0) }
    }
  }

  /// The coders that are drawn; the table has "modelHuffman" too, which lies on "sent".
  static let titles: KeyValuePairs = [
    "entropy": "entropy", "sent": "Huffman, GenNorm", "countedHuffman": "Huffman, counts",
    "modelRange": "range coder, GenNorm", "adaptiveRange": "range coder, adaptive",
    "contextRange": "range coder, contexts", "lempelZiv78": "LZ78", "zlib": "zlib",
  ]

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: CO3Result.Depth.allCases.map { depth in
        Plot.Panel(
          "\(depth.rawValue) layer", x: .init("epoch"), y: .init("bits a symbol", from: 0),
          series: Self.titles.map { coder, title in
            Plot.Series(
              title, x: "epoch", y: "bits_per_symbol", rows: ["layer": depth.rawValue, "coder": coder],
              style: .linesAndPoints, dashed: coder == "entropy")
          }, key: depth == .upper ? .bottomRight : .none)
      }, columns: 3, panelHeight: 760)
  }
}
