// DSC, scale: a server of many workers and parameters on paper; time of a round, memory and traffic of five ways to send.
//
// Nothing is trained: seconds, bytes and bits an element are those measured on one core (data/reference/dsc-fig05-times.tsv and
// dsc-scale-costs.tsv, which scripts/measure-stages.sh measures anew), and rates of DSC are exact. Workers take no time.
//
// Look for: which of receiving, decoding, aggregating and sending is longest, and where that changes. For DSC it is decoding at
// any number of workers on links faster than some Mbit/s; dividing the layers among machines helps up to the largest layer.

import ArgumentParser
import Experiments
import FigureKit
import RealModule

@main
struct Scale: Figure {
  static let id = "dsc-scale"
  static let caption = "A server of many workers and parameters, one core a machine"
  static let timesPath = "data/reference/dsc-fig05-times.tsv"
  static let costsPath = "data/reference/dsc-scale-costs.tsv"
  static let inputFiles = [timesPath, costsPath]

  static let ratio = Parameter("ratio", 1, in: 1e-3...1e6, "σ_X²/σ_N²; 1 in an early round of the MLP")
  static let layers = Parameter("layers", 100, in: 1...100_000, "equal layers of a model of P parameters")
  static let steps = Parameter("steps", smoke: 1, standard: 4, paper: 4, in: 1...20, "numbers of workers in a decade")
  static let parameters: [any ParameterDeclaration] = [ratio, layers, steps]

  @OptionGroup var options: FigureOptions

  var links: [Double] { [1, 10, 100] }  // Gbit/s
  var sizes: [Double] { [1e6, 1e7, 1e8, 1e9] }  // P
  var networks: [ModelName] { [.mlp, .leNet, .resNet50V2, .alexNet] }
  var limit: Int { 10_000 }
  var shownSize: Double { 1e8 }
  var shownLink: Double { 10 }  // Gbit/s
  var shownWorkers: Int { 100 }

  struct Row: FigureRow {
    static let header = [
      "part", "scheme", "link_gbit_s", "downlink", "workers", "parameters", "network", "machines", "links", "send_s",
      "receive_s", "decode_s", "aggregate_s", "round_s", "bottleneck", "memory_gib", "uplink_gbit", "downlink_gbit",
      "processors_for_link", "gain",
    ]
    /// "round"; "bottleneck" where something else becomes the longest; "balance" over links; "sharding".
    let part: String, scheme: ScaleScheme, link: Double
    var downlink = ServerScale.Downlink.once
    let workers: Int, elements: Double
    var network = "-", machines = 1, links = LayerSharding.Links.own
    var times: [Double] = Array(repeating: .nan, count: 5)
    var bottleneck: ServerRound.Bottleneck?
    /// Memory (GiB), bits to and from the server (Gbit), processors that keep up with the link; the gain of sharding.
    var amounts: [Double] = Array(repeating: .nan, count: 4), gain = Double.nan
    var cells: [String] {
      [part, scheme.rawValue, SeriesTable.cell(link, digits: 4), downlink.rawValue, "\(workers)"]
        + [SeriesTable.cell(elements), network, "\(machines)", links.rawValue]
        + times.map { SeriesTable.cell($0, digits: 5) } + [bottleneck?.rawValue ?? "-"]
        + (amounts + [gain]).map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let times = try StageTimes(text: context.inputs[Self.timesPath] ?? "")
    let costs = try ServerCosts(text: context.inputs[Self.costsPath] ?? "")
    let rates = try StageTimes.rates(ratio: context[Self.ratio], workers: 1_000)
    let scale = ServerScale(times, costs, rates: rates), layers = context[Self.layers]
    let counts = grid(from: 10, to: Double(limit), steps: context[Self.steps]).map { Int($0.rounded()) }
    let cases = ScaleScheme.allCases.flatMap { scheme in ServerScale.Downlink.allCases.map { (scheme, $0) } }
    let rounds = try await context.parallelMap(cases.count, "scheme") { [links, sizes] index in
      let (scheme, downlink) = cases[index]
      return links.flatMap { link in
        counts.flatMap { workers in
          sizes.map { size in
            round("round", scale, scheme, link, downlink, workers, .init(elements: size, layers: layers))
          }
        } + changes(scale, scheme, link, downlink, layers: layers)
      }
    }
    let balance = ScaleScheme.allCases.flatMap { scheme in
      grid(from: 1e-3, to: 1e3, steps: 4).map {
        round("balance", scale, scheme, $0, .once, shownWorkers, .init(elements: shownSize, layers: layers))
      }
    }
    return rounds.flatMap { $0 } + balance + sharding(scale)
  }

  /// Powers of ten with some steps between them.
  private func grid(from least: Double, to greatest: Double, steps: Int) -> [Double] {
    let count = Int((Double.log10(greatest / least) * Double(steps)).rounded())
    return (0...count).map { least * .exp10(Double($0) / Double(steps)) }
  }

  private func round(
    _ part: String, _ scale: ServerScale, _ scheme: ScaleScheme, _ link: Double, _ downlink: ServerScale.Downlink,
    _ workers: Int, _ model: ServerScale.Part
  ) -> Row {
    let work = scale.work(scheme, model, workers: workers, downlink: downlink)
    let round = ServerRound(work, bitRate: 1e9 * link)
    return Row(
      part: part, scheme: scheme, link: link, downlink: downlink, workers: workers, elements: model.elements,
      times: [round.send, round.receive, round.decode, round.aggregate, round.delay], bottleneck: round.bottleneck,
      amounts: [
        scale.bytes(scheme, model, workers: workers) / 0x1p30, work.bits.reduce(0, +) / 1e9, work.sentBits / 1e9,
        round.processorsForLink,
      ])
  }

  /// Where something else becomes the bottleneck, among numbers of workers 5 % apart.
  private func changes(
    _ scale: ServerScale, _ scheme: ScaleScheme, _ link: Double, _ downlink: ServerScale.Downlink, layers: Int
  ) -> [Row] {
    var counts = [1]
    while let last = counts.last, last < limit { counts.append(min(limit, max(last + 1, last * 21 / 20))) }
    return [sizes[0], sizes[sizes.count - 1]].flatMap { size in
      let model = ServerScale.Part(elements: size, layers: layers)
      let found = scale.bottlenecks(scheme, model, among: counts, downlink: downlink, bitRate: 1e9 * link)
      return found.map { round("bottleneck", scale, scheme, link, downlink, $0.workers, model) }
    }
  }

  /// Rounds of real networks and of 10⁹ parameters in equal blocks on several machines.
  private func sharding(_ scale: ServerScale) -> [Row] {
    let models =
      networks.map { ($0.rawValue, $0.layerSizes) } + [("1e9 in 100 blocks", Array(repeating: 10_000_000, count: 100))]
    return [ScaleScheme.dsc, .signs].flatMap { scheme in
      LayerSharding.Links.allCases.flatMap { links in
        models.flatMap { name, sizes in
          func delay(_ machines: Int) -> Double {
            LayerSharding(sizes: sizes, machineCount: machines).delay(
              scale, scheme, workers: shownWorkers, downlink: .once, bitRate: 1e9 * shownLink, links: links)
          }
          let alone = delay(1)
          return (0...8).map { power in
            let delay = delay(1 << power)
            return Row(
              part: "sharding", scheme: scheme, link: shownLink, workers: shownWorkers,
              elements: Double(sizes.reduce(0, +)), network: name, machines: 1 << power, links: links,
              times: [.nan, .nan, .nan, .nan, delay], gain: alone / delay)
          }
        }
      }
    }
  }
}
