import GradientCoding
import Randomness

/// One round of gradients of one's own, sent by a ``NamedCodec`` over real bytes.
///
/// There is no training around it: codecs that learn from rounds before (``NamedCodec`` `dsc`) or that feed errors back show
/// their first round, and those that read the signals of dense layers (`isgq`) have none, and use their direct quantizer.
public struct GradientDelivery: Sendable {
  /// What crossed, in both directions.
  public let traffic: Traffic
  /// The server's estimate of the mean gradient.
  public let estimate: [Float]
  /// ‖ĝ − g‖² / ‖g‖² with the mean gradient g; nan where that is 0.
  public let normalizedError: Double

  /// Sends gradients, [worker, P], as one layer.
  ///
  /// - Parameter shape: The extents of the layer, which some quantizers look at; their product is P.
  /// - Throws: `CodecError`, such as for numbers that are not finite.
  /// - Precondition: There is a gradient, and all have as many numbers as the shape.
  public init(
    of gradients: [[Float]], shape: [Int], by codec: NamedCodec, streams: Streams
  ) throws {
    let layout = LayerLayout([(name: "gradient", shape: shape)])
    precondition(!gradients.isEmpty && gradients.allSatisfy { $0.count == layout.elementCount }, "of another shape")
    func sent(_ codec: some ResumableCodec) throws -> (Traffic, [Float]) {
      let plan = RoundPlan(round: 0, workers: Array(gradients.indices))
      let model = [Float](repeating: 0, count: layout.elementCount)
      var traffic = Traffic()
      var server = try codec.makeServer(layout: layout, streams: streams)
      let broadcast = try server.open(plan, model: model)
      if let broadcast { traffic.downlink += broadcast.bits * gradients.count }
      var workers: [any WorkerHalf] = [], messages: [Message] = []
      for (index, gradient) in gradients.enumerated() {
        var worker: any WorkerHalf = try codec.makeWorker(index, layout: layout, streams: streams)
        try worker.begin(round: 0, model: model, broadcast: broadcast?.bytes)
        messages.append(try worker.encode(LocalGradient(values: gradient), round: 0))
        workers.append(worker)
      }
      let estimate = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
        guard workers.indices.contains(request.worker) else { throw .unknownWorker(request.worker) }
        return try workers[request.worker].answer(request.message.bytes)
      }
      return (traffic, estimate)
    }
    (traffic, estimate) = try sent(codec.codec())
    var error = 0.0, energy = 0.0
    for index in 0..<layout.elementCount {
      let mean = gradients.reduce(0.0) { $0 + Double($1[index]) } / Double(gradients.count)
      error += (Double(estimate[index]) - mean) * (Double(estimate[index]) - mean)
      energy += mean * mean
    }
    normalizedError = energy > 0 ? error / energy : .nan
  }
}
