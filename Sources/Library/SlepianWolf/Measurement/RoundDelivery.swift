import EntropyCoding
public import GradientCoding

/// What it takes to deliver the symbols of all workers of a round, by a codec whose halves share bytes alone.
public struct RoundDelivery: Sendable, Equatable {
  /// All bytes of both directions, as the workers count them.
  public private(set) var traffic = Traffic()
  /// The requests to all workers.
  public private(set) var requestCount = 0
  /// The symbols that were delivered wrong.
  public private(set) var wrongSymbolCount = 0

  /// Sends the symbols, [worker, elements], in the order given.
  ///
  /// - Parameter decoder: The server's half, in a round that has just begun.
  /// - Throws: `EntropyCodingError` if a half refuses what the other wrote.
  public init<Model>(
    of symbols: [[Int]], through decoder: inout SuccessiveDecoder<Model>
  ) throws(EntropyCodingError) {
    let m = decoder.model.planeCount
    for sent in symbols {
      let announcement = decoder.announcement()
      let plans = try PlanePlan.plans(
        from: announcement, planeCount: m, code: decoder.code, count: decoder.elementCount)
      var encoder = TensorEncoder(sent, plans: plans, code: decoder.code)
      traffic.downlink += BitCount(raw: 0, sentBytes: announcement.count)
      traffic.uplink += BitCount(raw: m * sent.count, sentBytes: encoder.message.count)
      var request = try decoder.receive(encoder.message)
      while let bytes = request {
        let answer = try encoder.answer(bytes)
        request = try decoder.receive(answer: answer)
        traffic.downlink += BitCount(raw: 0, sentBytes: bytes.count)
        traffic.uplink += BitCount(raw: 0, sentBytes: answer.count)
        requestCount += 1
      }
      wrongSymbolCount += zip(sent, decoder.symbols.last ?? []).count { $0 != $1 }
    }
  }

  /// The bits sent in either direction.
  public var sentBits: Int { traffic.uplink.sentBits + traffic.downlink.sentBits }
}
