/// Why bytes are no message, a message is not one for this round, or a gradient has none.
public enum CodecError: Error, Equatable, Sendable {
  /// A place in a message.
  public struct Place: Equatable, Sendable {
    /// The index of the layer, or nil in the header.
    public let layer: Int?
    /// The byte's offset from the start of the message.
    public let offset: Int

    /// Creates the place of a byte in a layer's section or, without a layer, in the header.
    public init(layer: Int? = nil, offset: Int) {
      self.layer = layer
      self.offset = offset
    }
  }

  /// The message ends before what starts at the place, which takes `needed` bytes, of which `found` are there.
  case truncated(Place, needed: Int, found: Int)
  /// The message is complete at the place, but `count` bytes follow.
  case trailing(Place, count: Int)
  /// The bytes at the place say what they must not.
  case invalid(Place, found: String, expected: String)
  /// The message belongs to another round.
  case wrongRound(found: Int, expected: Int)
  /// The message is of, or the request to, a worker that takes no part in the round.
  case unknownWorker(Int)
  /// The worker's message is there already.
  case repeatedWorker(Int)
  /// The round was closed before these workers' messages came.
  case missingWorkers([Int])
  /// A message came, or an estimate was asked for, while no round was open.
  case noOpenRound
  /// The server broadcast to, or requested from, a worker whose codec takes neither.
  case unexpectedDownlink(worker: Int)
  /// The worker's gradient has an infinity or NaN in the layer, which its codec has no message for.
  case notFinite(worker: Int, layer: Int)
}

extension CodecError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .truncated(let place, let needed, let found):
      "message breaks off in \(place): \(needed) bytes expected, \(found) found"
    case .trailing(let place, let count): "\(count) bytes too many after \(place)"
    case .invalid(let place, let found, let expected): "\(found) in \(place), expected \(expected)"
    case .wrongRound(let found, let expected): "message of round \(found) in round \(expected)"
    case .unknownWorker(let worker): "message of or to worker \(worker), who takes no part in the round"
    case .repeatedWorker(let worker): "second message of worker \(worker)"
    case .missingWorkers(let workers): "no message of workers \(workers)"
    case .noOpenRound: "no round is open"
    case .unexpectedDownlink(let worker): "worker \(worker) was sent what its codec does not take"
    case .notFinite(let worker, let layer): "gradient of worker \(worker) with infinities or NaN in layer \(layer)"
    }
  }
}

extension CodecError.Place: CustomStringConvertible {
  /// The place in words.
  public var description: String {
    layer.map { "layer \($0) at byte \(offset)" } ?? "the header at byte \(offset)"
  }
}
