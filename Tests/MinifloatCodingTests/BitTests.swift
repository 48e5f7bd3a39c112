import EntropyCoding
import GradientCoding
import GradientStatistics
import MinifloatCoding
import Quantization
import Randomness
import Testing

/// What messages cost, and what they are counted as.
@Suite struct BitTests {
  static func rounds(_ coder: LosslessCoder, _ layout: LayerLayout = CodedRounds.layout, workerCount: Int = 2) throws
    -> CodedRounds
  {
    try CodedRounds(
      ErrorFeedback(MinifloatCodec(.e2m1, coder: coder, refreshInterval: 10), decay: 0.9), layout: layout,
      workerCount: workerCount,
      seed: 1)
  }

  /// Raw is the format's bits, entropy that of each layer's codes at their own frequencies.
  @Test func messagesAreCounted() throws {
    var rounds = try Self.rounds(.modelHuffman)
    let announcement = try rounds.run(0)
    // Three floats a layer with a law, two for the constant, the zero and the scalar.
    #expect(announcement.messages[0].bits.raw == 32 * (3 * 3 + 2 * 3))
    #expect(announcement.answers[0].bits.raw == 4 * rounds.layout.elementCount)
    let message = try rounds.run(1).messages[0]
    let codes = try #require(rounds.workers[0].base.codes)
    let entropy = try codes.reduce(0) { sum, codes in
      sum + Double(codes.count) * EntropyCoding.entropy(ofCounts: try counts(of: codes.span, alphabetSize: 16))
    }
    #expect(message.bits.raw == 4 * rounds.layout.elementCount)
    #expect(abs((message.bits.entropy ?? 0) - entropy) <= 1e-9 * entropy)
    #expect(Double(message.bits.sentBits) > entropy)
  }

  /// A Huffman message is its words, a byte or two a layer for its length, less than a byte to fill it up, and 7 bytes of header;
  /// streams of four have three sizes more. On a layout like NASNet's, where most layers are small, that is below 1 %.
  @Test func manySmallLayersCostLittle() throws {
    let sizes = (0..<150).map { $0 % 5 < 3 ? 11 << ($0 % 7) : 20 * (11 << ($0 % 5)) }
    let layout = LayerLayout(sizes.enumerated().map { ("\($0)", [$1]) })
    var rounds = try Self.rounds(.modelHuffman, layout, workerCount: 1)
    _ = try rounds.run(0)
    let message = try rounds.run(1).messages[0]
    let (codes, told) = (try #require(rounds.workers[0].base.codes), try #require(rounds.workers[0].base.layerCodes))
    let words = try zip(codes, told).reduce(0) { sum, layer in
      guard case .huffman(let code) = layer.1.model else { return sum }
      return sum + code.bitCount(ofCounts: try counts(of: layer.0.span, alphabetSize: 16))
    }
    #expect(words > 200_000)
    #expect(message.bits.sentBits - words <= Int(0.01 * Double(words)))
  }

  /// Each coder against the entropy of the codes, for a law: an element-wise Huffman code within a bit, the range coder with the
  /// model's frequencies within 2 % here, contexts and adaptive frequencies within what they take to learn.
  @Test(arguments: [
    (LosslessCoder.modelHuffman, 1.1), (.countedHuffman, 1.1), (.modelRange, 1.02), (.adaptiveRange, 1.02),
    (.contextRange, 1.05), (.lempelZiv78, 1.4), (.zlib, 1.4),
  ])
  func codersComeNearTheEntropy(coder: LosslessCoder, ratio: Double) throws {
    let layout = LayerLayout([("dense", [400, 250])])
    var rounds = try Self.rounds(coder, layout)
    _ = try rounds.run(0)
    let bits = try rounds.run(1).messages[0].bits
    #expect(Double(bits.sentBits) <= ratio * (bits.entropy ?? 0) && Double(bits.sentBits) >= 0.99 * (bits.entropy ?? 0))
  }

  /// Rows and columns of different sizes are what contexts are for: deviations of channels spread over two octaves each way.
  @Test(arguments: [Minifloat.e2m1, .e5m2]) func contextsFindRowsAndColumns(format: Minifloat) throws {
    let layout = LayerLayout([("kernel", [512, 256])])
    var rng = Streams(seed: 2).generator("kernel")
    let deviations = (0..<512 + 256).map { _ in Float(1 << (rng.nextWord() % 4)) }
    var values = Normal(mean: 0, deviation: 0.01).values(count: 512 * 256, using: &rng)
    for i in values.indices { values[i] *= deviations[i / 256] * deviations[512 + i % 256] }
    let codec = MinifloatCodec(format, scaleRule: .polynomial, coder: .contextRange, refreshInterval: 4)
    var worker = codec.makeWorker(0, layout: layout, streams: Streams(seed: 1))
    var server = codec.makeServer(layout: layout, streams: Streams(seed: 1))
    _ = server.open(RoundPlan(round: 0, workers: [0]), model: [])
    let requests = try server.receive(try worker.encode(LocalGradient(values: values), round: 0).bytes)
    let bits = try worker.answer(requests[0].message.bytes).bits
    #expect(Double(bits.sentBits) < 0.93 * (bits.entropy ?? 0))
  }
}
