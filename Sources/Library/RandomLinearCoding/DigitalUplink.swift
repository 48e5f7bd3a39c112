public import GradientCoding
import Parallelism
public import Randomness

/// The digital competitor: the active nodes send the messages of a codec one after another, at the capacity of the
/// channel (THESIS, Section 5.5).
///
/// A message of b bits, header and all, takes b/C real dimensions with C = ``MultipleAccessChannel/capacity``; all bits
/// arrive as they are. The estimate is the server's, of the weighted mean, times the sum of weights.
///
/// Codecs whose halves read the model find zeros in its place.
public struct DigitalUplink<Codec: ResumableCodec>: Uplink {
  /// The codec.
  public let codec: Codec
  /// The channel that the nodes share in time.
  public let channel: MultipleAccessChannel
  let layout: LayerLayout
  private var server: Codec.Server
  private var nodes: [Codec.Worker]

  /// Creates the uplink of `nodeCount` nodes.
  ///
  /// - Throws: `CodecError` where the codec does not fit the layout.
  public init(
    _ codec: Codec, nodeCount: Int, layout: LayerLayout, channel: MultipleAccessChannel, streams: Streams
  ) throws(CodecError) {
    self.codec = codec
    self.channel = channel
    self.layout = layout
    server = try codec.makeServer(layout: layout, streams: streams)
    nodes = []
    for node in 0..<nodeCount { nodes.append(try codec.makeWorker(node, layout: layout, streams: streams)) }
  }

  /// Carries the sum; without active nodes it is 0 and takes no channel uses.
  ///
  /// - Precondition: Nodes are below the node count, weights positive and finite.
  /// - Throws: `CodecError`; halves are then as they were.
  public mutating func carry(_ gradients: [NodeGradient], round: Int, jobs: Int) async throws -> Delivery {
    let model = [Float](repeating: 0, count: layout.elementCount)
    guard !gradients.isEmpty else { return Delivery(estimate: model, channelUses: 0) }
    let weights = gradients.map(\.weight), before = self.nodes
    var server = self.server
    let plan = RoundPlan(round: round, workers: gradients.map(\.node), weights: weights)
    let broadcast = try server.open(plan, model: model)
    let sent = try await parallelMap(gradients.count, jobs: jobs) { index in
      var half = before[gradients[index].node]
      try half.begin(round: round, model: model, broadcast: broadcast?.bytes)
      let message = try half.encode(LocalGradient(values: gradients[index].values), round: round)
      return (half: half, message: message)
    }
    var nodes = before
    for (gradient, part) in zip(gradients, sent) { nodes[gradient.node] = part.half }
    var traffic = Traffic()
    var estimate = try server.decode(sent.map(\.message), traffic: &traffic) { request throws(CodecError) in
      try nodes[request.worker].answer(request.message.bytes)
    }
    let total = weights.reduce(0, +)
    var values = estimate.mutableSpan
    for index in values.indices { values[unchecked: index] *= total }
    self.server = server
    self.nodes = nodes
    return Delivery(estimate: estimate, channelUses: Double(traffic.uplink.sentBits) / channel.capacity)
  }
}

extension DigitalUplink {
  /// What the halves keep between rounds.
  public struct Memory: Codable, Sendable {
    let server: Codec.Server.Memory
    let nodes: [Codec.Worker.Memory]
  }

  /// What the halves keep between rounds.
  public var memory: Memory { Memory(server: server.memory, nodes: nodes.map(\.memory)) }

  public mutating func restore(_ memory: Memory) throws(DecodingError) {
    guard memory.nodes.count == nodes.count else {
      throw .otherState("a memory of \(memory.nodes.count) nodes, not of \(nodes.count)")
    }
    var nodes = nodes
    for (node, memory) in memory.nodes.enumerated() { try nodes[node].restore(memory) }
    try server.restore(memory.server)
    self.nodes = nodes
  }
}
