/// What a server has to do in one round.
public struct ServerWork: Sendable, Equatable {
  /// What it sends, all together, bits.
  public var sentBits: Double
  /// What must be known before workers can send, beside the sending of the model, s.
  public var open: Double
  /// What each worker sends, bits, [K].
  public var bits: [Double]
  /// What can be computed for each worker before its message comes, s (the ratios of DSC).
  public var prepare: Double
  /// Decoding and counting of each worker's message, s, [K].
  public var decode: [Double]
  /// The mean and the step of the model, s.
  public var close: Double

  public init(sentBits: Double, open: Double, bits: [Double], prepare: Double, decode: [Double], close: Double) {
    self.sentBits = sentBits
    self.open = open
    self.bits = bits
    self.prepare = prepare
    self.decode = decode
    self.close = close
  }
}

/// One round as the server sees it, if workers took no time: it sends the model, takes messages one after the other from a link
/// that all workers share, decodes each after those before it, and steps.
///
/// With workers that take no time it is ``RoundTimeline`` with ``RoundTimeline/Uplink/shared``:
///
///     a_0 = max(S/C, o),   a_k = a_{k−1} + b_k/C,   s_0 = o,   s_k = max(s_{k−1} + l, a_k) + d_k,   T = s_K + c
///
/// with what is sent S, the rate of the link C in each direction, bits b, ratios l, decoding d, opening o and closing c.
public struct ServerRound: Sendable, Equatable {
  /// What is waited for most.
  public enum Bottleneck: String, Sendable, CaseIterable {
    case send, receive, decode, aggregate
  }

  /// The time each part is busy, s; aggregate is all that is done once a round: rates, mean and step.
  public let send: Double, receive: Double, decode: Double, aggregate: Double
  /// The end of the round, s.
  public let delay: Double

  /// Runs a round over a link of `bitRate` bit/s in each direction.
  ///
  /// - Precondition: There is a worker, and a rate.
  /// - Complexity: O(K).
  public init(_ work: ServerWork, bitRate: Double) {
    precondition(bitRate > 0 && !work.bits.isEmpty && work.bits.count == work.decode.count, "work and a link")
    send = work.sentBits / bitRate
    // Workers wait for their rates.
    var (arrival, server) = (max(send, work.open), work.open)
    for (bits, decode) in zip(work.bits, work.decode) {
      arrival += bits / bitRate
      server = max(server + work.prepare, arrival) + decode
    }
    delay = server + work.close
    receive = work.bits.reduce(0, +) / bitRate
    decode = work.decode.reduce(0, +) + work.prepare * Double(work.decode.count)
    aggregate = work.open + work.close
  }

  /// The part that is busy longest; of equal ones the first.
  public var bottleneck: Bottleneck {
    let times: [(Bottleneck, Double)] = [
      (.send, send), (.receive, receive), (.decode, decode), (.aggregate, aggregate),
    ]
    return times.reduce(times[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// The time that the processor is busy over that of the direction of the link that is busier: the processors that keep up
  /// with the link, where the work can be shared out evenly.
  public var processorsForLink: Double { (decode + aggregate) / max(send, receive) }
}
