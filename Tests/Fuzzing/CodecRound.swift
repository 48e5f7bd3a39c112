import Experiments
import GradientCoding
import Randomness

/// One round of a codec between a server and its workers, letter by letter, in the order of `ServerHalf.decode`.
struct CodecRound: Sendable {
  /// Bytes on their way.
  enum Letter: Sendable {
    case toServer([UInt8])
    case toWorker(Int, [UInt8])

    var bytes: [UInt8] {
      switch self {
      case .toServer(let bytes), .toWorker(_, let bytes): bytes
      }
    }

    /// Other bytes on the same way.
    func holding(_ bytes: [UInt8]) -> Letter {
      switch self {
      case .toServer: .toServer(bytes)
      case .toWorker(let worker, _): .toWorker(worker, bytes)
      }
    }
  }

  var server: any ServerHalf
  var workers: [any WorkerHalf]
  /// Yet to be delivered: what the server asked for, then messages.
  private(set) var letters: [Letter] = []

  /// Creates fresh halves.
  ///
  /// - Throws: `CodecError` where the codec does not fit the layout.
  init(_ codec: any ResumableCodec, workerCount: Int, layout: LayerLayout, streams: Streams) throws(CodecError) {
    server = try codec.makeServer(layout: layout, streams: streams)
    workers = []
    for worker in 0..<workerCount { workers.append(try codec.makeWorker(worker, layout: layout, streams: streams)) }
  }

  /// Opens a round of all workers, who encode their gradients; gives the broadcast.
  mutating func open(_ round: Int, model: [Float], gradients: [LocalGradient]) throws(CodecError) -> [UInt8]? {
    let broadcast = try server.open(RoundPlan(round: round, workers: Array(workers.indices)), model: model)?.bytes
    letters = []
    for worker in workers.indices {
      try workers[worker].begin(round: round, model: model, broadcast: broadcast)
      letters.append(.toServer(try workers[worker].encode(gradients[worker], round: round).bytes))
    }
    return broadcast
  }

  /// Takes the next letter out.
  mutating func takeLetter() -> Letter? { letters.isEmpty ? nil : letters.removeFirst() }

  /// Delivers a letter; what it is answered with is delivered next, what the server asks for after what it asked for before.
  mutating func deliver(_ letter: Letter) throws(CodecError) {
    switch letter {
    case .toServer(let bytes):
      let requests = try server.receive(bytes)
      let place = letters.prefix { if case .toWorker = $0 { true } else { false } }.count
      letters.insert(contentsOf: requests.map { .toWorker($0.worker, $0.message.bytes) }, at: place)
    case .toWorker(let worker, let bytes):
      guard workers.indices.contains(worker) else { throw .unknownWorker(worker) }
      letters.insert(.toServer(try workers[worker].answer(bytes).bytes), at: 0)
    }
  }

  /// Delivers all letters and closes the round with its estimate; nil where that takes more than 500.
  mutating func finish() throws(CodecError) -> [Float]? {
    for _ in 0..<500 {
      guard let letter = takeLetter() else { return try server.close() }
      try deliver(letter)
    }
    return nil
  }
}
