import Autodiff
import Datasets
import DistributedLearning
import Experiments
import Foundation
import GradientCoding
import Models
import Randomness

extension FuzzTarget {
  /// What a training and the halves of codecs keep between rounds, as property lists.
  ///
  /// In use these stand in sealed files, so that other bytes than those written come only from another program. That what is restored
  /// fits together beyond its shapes is not checked, so nothing is run on.
  static let snapshots: [FuzzTarget] = [trainingSnapshot, codecMemory]

  private static let trainingSnapshot = FuzzTarget("training-snapshot", longestInput: 8_192) {
    [[UInt8](try training().snapshot())]
  } entry: {
    let fresh = try training()
    return { input in
      var training = fresh
      do { try training.restore(Data(input)) } catch { return .refused }
      _ = try training.snapshot()
      return .taken
    }
  }

  private static func training() throws -> DistributedTraining<ErrorFeedback<IdentityCodec>> {
    let digits = SyntheticDigits(.handwritten, count: 20, seed: 1).dataset(), streams = Streams(seed: 1)
    var rng = streams.generator("partition")
    return try DistributedTraining(
      .mlp(widths: [1]), on: digits, .iid(20, shards: 2, using: &rng),
      codec: ErrorFeedback(IdentityCodec(), decay: 0.9),
      optimizer: SGD(learningRate: .constant(0.1), momentum: 0.5),
      TrainingConfiguration(workersPerRound: 2, batchSize: 2), streams: streams)
  }

  /// The first byte chooses the codec, the second its half.
  private static let codecMemory = FuzzTarget("codec-memory", longestInput: 2_048) {
    try NamedCodec.all.enumerated().flatMap { index, codec in
      let codec = try codec.codec()
      return try [true, false].map { [UInt8(index), $0 ? 0 : 1] + [UInt8](try memory(ofServer: $0, codec)) }
    }
  } _: { input in
    var choices = Choices(input)
    let codec = NamedCodec.all[choices.next(below: NamedCodec.all.count)], isServer = choices.next(below: 2) == 0
    do { try restore(Data(choices.bytes), ofServer: isServer, codec.codec()) } catch { return .refused }
    return .taken
  }

  /// What a half keeps after two rounds.
  private static func memory(ofServer isServer: Bool, _ codec: some ResumableCodec) throws -> Data {
    let layout = smallLayout, streams = Streams(seed: 5), model = [Float](repeating: 0.5, count: layout.elementCount)
    var server = try codec.makeServer(layout: layout, streams: streams)
    var worker = try codec.makeWorker(0, layout: layout, streams: streams), traffic = Traffic()
    for round in 0..<2 {
      let broadcast = try server.open(RoundPlan(round: round, workers: [0]), model: model)
      try worker.begin(round: round, model: model, broadcast: broadcast?.bytes)
      let gradient = CodecScene.gradient(worker: 0, round: round, layout, codec.readsSignals, streams)
      let message = try worker.encode(gradient, round: round)
      _ = try server.decode([message], traffic: &traffic) { request throws(CodecError) in
        try worker.answer(request.message.bytes)
      }
    }
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try isServer ? encoder.encode([server.memory]) : encoder.encode([worker.memory])
  }

  private static func restore<Codec: ResumableCodec>(_ data: Data, ofServer isServer: Bool, _ codec: Codec) throws {
    if isServer {
      var server = try codec.makeServer(layout: smallLayout, streams: Streams(seed: 5))
      for memory in try PropertyListDecoder().decode([Codec.Server.Memory].self, from: data) {
        try server.restore(memory)
      }
    } else {
      var worker = try codec.makeWorker(0, layout: smallLayout, streams: Streams(seed: 5))
      for memory in try PropertyListDecoder().decode([Codec.Worker.Memory].self, from: data) {
        try worker.restore(memory)
      }
    }
  }
}
