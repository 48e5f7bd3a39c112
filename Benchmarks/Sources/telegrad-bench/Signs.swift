import ArgumentParser
import GradientCoding
import HistoryCoding
import Randomness

/// Rates of the codecs of signs, on a layer whose signs follow the row before and the last step of the model.
struct Signs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signs", abstract: "MB/s of packed signs, encoded and decoded, and bits per sign.")

  @Option(help: "Rows of the layer.") var rows = 4096
  @Option(help: "Columns of the layer.") var columns = 256
  @Option(help: "Runs of each codec, after one that does not count.") var runs = 9

  func validate() throws {
    guard rows > 0, columns > 0, runs > 0 else { throw ValidationError("sizes and --runs must be positive") }
  }

  func run() throws {
    print("\(rows * columns) signs; MB/s of packed signs by processor time: median (least to greatest) of \(runs)")
    try measure(UncodedSigns(), "uncoded")
    try measure(RangeCodedSigns(reach: 0, usesNeighbours: false), "order 0")
    try measure(RangeCodedSigns(reach: 1, usesNeighbours: false), "history")
    try measure(RangeCodedSigns(reach: 0), "neighbours")
    try measure(RangeCodedSigns(reach: 1), "neighbours and history")
  }

  private func measure(_ coding: some SignCoding, _ name: String) throws {
    let layout = LayerLayout([("kernel", [rows, columns])]), streams = Streams(seed: 1)
    var rng = streams.generator("signs")
    let model = (0..<layout.elementCount).map { _ in Float(Int32(bitPattern: rng.nextWord())) / Float(1 << 31) }
    var values = model.map { Float(Int32(bitPattern: rng.nextWord())) / Float(1 << 31) - $0 }
    for i in values.indices.dropFirst(columns) { values[i] += values[i - columns] > 0 ? 0.5 : -0.5 }
    let gradient = LocalGradient(values: values)
    var worker = SignCodec(coding).makeWorker(0, layout: layout, streams: streams)
    var server = SignCodec(coding).makeServer(layout: layout, streams: streams)
    for (round, model) in [model.map { _ in 0 }, model].enumerated() {
      try worker.begin(round: round, model: model, broadcast: nil)
      _ = server.open(RoundPlan(round: round, workers: [0]), model: model)
    }
    let message = worker.encode(gradient, round: 1), open = server
    let megabytes = Double(layout.elementCount) / 8e6
    let encode = Measurement(work: megabytes, runCount: runs) {
      Float(worker.encode(gradient, round: 1).bytes.count)
    }
    let decode = Measurement(work: megabytes, runCount: runs) {
      var server = open
      return (try? server.receive(message.bytes)).map { Float($0.count) } ?? .nan
    }
    let bits = Double(message.bits.sentBits) / Double(layout.elementCount)
    print("\(name): encode \(encode.processor), decode \(decode.processor), \(bits) bits per sign")
  }
}
