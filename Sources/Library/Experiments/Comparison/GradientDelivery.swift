import GradientCoding
import Randomness

/// Gradients of one's own, sent by a ``NamedCodec`` over real bytes, once or in several rounds.
///
/// There is no training around it: every round has the same gradients, at a model that starts at 0 and moves against each
/// estimate. Codecs that learn from rounds before (``NamedCodec`` `dsc`) show their last one, and those that read the signals of
/// dense layers (`isgq`) have none, and use their direct quantizer.
public struct GradientDelivery: Sendable {
  /// What crossed in the last round, in both directions.
  public let traffic: Traffic
  /// All that crossed, in all rounds and both directions, in order: a broadcast once, though every worker hears it.
  public let bytes: [[UInt8]]
  /// The server's last estimate of the mean gradient.
  public let estimate: [Float]
  /// ‖ĝ − g‖² / ‖g‖² with the mean gradient g; nan where that is 0.
  public let normalizedError: Double

  /// Sends gradients, [worker, P], as one layer.
  ///
  /// - Parameter shape: The extents of the layer, which some quantizers look at; their product is P.
  /// - Throws: `CodecError`, such as for numbers that are not finite.
  /// - Precondition: There are rounds and a gradient, and all gradients have as many numbers as the shape.
  public init(
    of gradients: [[Float]], shape: [Int], by codec: NamedCodec, rounds: Int = 1, streams: Streams
  ) throws {
    let layout = LayerLayout([(name: "gradient", shape: shape)])
    precondition(rounds > 0, "rounds")
    precondition(!gradients.isEmpty && gradients.allSatisfy { $0.count == layout.elementCount }, "of another shape")
    func sent(_ codec: some ResumableCodec) throws -> (Traffic, [[UInt8]], [Float]) {
      var server = try codec.makeServer(layout: layout, streams: streams)
      var workers: [any WorkerHalf] = try gradients.indices.map { index in
        try codec.makeWorker(index, layout: layout, streams: streams)
      }
      var model = [Float](repeating: 0, count: layout.elementCount)
      var traffic = Traffic(), bytes: [[UInt8]] = [], estimate: [Float] = []
      for round in 0..<rounds {
        for index in estimate.indices { model[index] -= Self.step * estimate[index] }
        traffic = Traffic()
        let broadcast = try server.open(RoundPlan(round: round, workers: Array(gradients.indices)), model: model)
        if let broadcast {
          traffic.downlink += broadcast.bits * gradients.count
          bytes.append(broadcast.bytes)
        }
        let messages = try gradients.indices.map { index in
          try workers[index].begin(round: round, model: model, broadcast: broadcast?.bytes)
          return try workers[index].encode(LocalGradient(values: gradients[index]), round: round)
        }
        bytes += messages.map(\.bytes)
        estimate = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
          guard workers.indices.contains(request.worker) else { throw .unknownWorker(request.worker) }
          let answer = try workers[request.worker].answer(request.message.bytes)
          bytes += [request.message.bytes, answer.bytes]
          return answer
        }
      }
      return (traffic, bytes, estimate)
    }
    (traffic, bytes, estimate) = try sent(codec.codec())
    var error = 0.0, energy = 0.0
    for index in 0..<layout.elementCount {
      let mean = gradients.reduce(0.0) { $0 + Double($1[index]) } / Double(gradients.count)
      error += (Double(estimate[index]) - mean) * (Double(estimate[index]) - mean)
      energy += mean * mean
    }
    normalizedError = energy > 0 ? error / energy : .nan
  }

  /// How far the model moves, of an estimate.
  private static let step: Float = 0.01
}
