import Autodiff
import DistributedLearning
import GradientCoding
import IndirectQuantization
import Models
import Randomness
import TestSupport
import Testing

/// Signals through messages.
@Suite struct CodecTests {
  static let layout = Trial.layout

  /// What a server makes of messages of these workers, which arrive in this order.
  func estimate(
    _ codec: IndirectCodec<IdentityCodec>, _ signals: [[LayerSignals]], weights: [Float], order: [Int]
  ) throws -> (values: [Float], messages: [Message]) {
    let streams = Streams(seed: 5)
    var server = try codec.makeServer(layout: Self.layout, streams: streams)
    _ = try server.open(RoundPlan(round: 3, workers: Array(signals.indices), weights: weights), model: [])
    let messages = try signals.indices.map { worker in
      var half = try codec.makeWorker(worker, layout: Self.layout, streams: streams)
      try half.begin(round: 3, model: [], broadcast: nil)
      return try half.encode(Trial.gradient(signals[worker], worker: worker), round: 3)
    }
    for worker in order { #expect(try server.receive(messages[worker].bytes).isEmpty) }
    return (try server.close(), messages)
  }

  /// The estimate is the weighted mean of Σ x̃ δ̃ᵀ, Σ δ̃ and what the direct codec sends, within the rounding of single
  /// precision, whatever the order of arrival.
  @Test(arguments: Trial.methods, [false, true])
  func theServerMultipliesWhatWorkersQuantized(method: IndirectMethod, codesZeros: Bool) throws {
    let codec = IndirectCodec(method, codesZeros: codesZeros, direct: IdentityCodec())
    let sizes = [11, 1, 20], weights = sizes.map { Float($0) }
    let signals = sizes.enumerated().map { Trial.signals($1, seed: 7, worker: $0) }
    let (values, _) = try estimate(codec, signals, weights: weights, order: [0, 1, 2])
    #expect(try estimate(codec, signals, weights: weights, order: [2, 0, 1]).values == values)
    var expected = [Float](repeating: 0, count: Self.layout.elementCount)
    for (worker, signals) in signals.enumerated() {
      let share = weights[worker] / 32
      for (signal, kernel) in zip(signals, [0, 3]) {
        let dither = DitherStreams(Streams(seed: 5), layer: signal.layer, worker: worker, round: 3)
        let layer = QuantizedLayer(signal, method: method, codesZeros: codesZeros, dither: dither)
        let read = layer.signals(signal.layer, dither: dither)
        for (index, value) in zip(Self.layout.layers[kernel].range, Trial.outerProducts(read)) {
          expected[index] += share * Float(value)
        }
        for (index, value) in zip(Self.layout.layers[kernel + 1].range, read.biasGradient()) {
          expected[index] += share * value
        }
      }
      for (index, value) in Trial.gradient([], worker: worker).values.enumerated() { expected[index] += share * value }
    }
    for layer in Self.layout.layers {
      #expect(deviation(values[layer.range], from: expected[layer.range]) < 1e-5)
    }
  }

  /// Zeros cost little where both ends know them: with 256 samples, x of two layers and δ of both, less than symbols of
  /// equal entropy without memory, by the zeros of δ that x of the next layer tells. The learning of 19 columns and of
  /// the levels takes some 150 bytes.
  @Test func sharedZerosAreSentOnce() throws {
    let method = IndirectMethod.naive(inputLevels: 2, deltaLevels: 2), signals = Trial.signals(256, seed: 8)
    let codec = IndirectCodec(method, codesZeros: true, direct: IdentityCodec())
    let (_, messages) = try estimate(codec, [signals], weights: [1], order: [0])
    let header = try MessageHeader(of: messages[0].bytes, kinds: .gradient, sectionCount: 5)
    // Half of 1,792 flags and one bit each for the rest, against 1,792 flags of one bit more.
    #expect(header.sections[1].count < 896 / 8 + 40)
    let directBytes = header.sections[4].count
    let entropy = signals.reduce(0) { sum, signal in
      let layer = QuantizedLayer(signal, method: method, codesZeros: true, dither: Trial.dither(1))
      return sum + layer.input.entropyBits + layer.delta.entropyBits
    }
    #expect(Double(8 * (messages[0].bytes.count - directBytes)) < entropy - 1_792 + 1_200)
  }

  /// Raw sizes in words: 20 ternary symbols each, 32 binary ones.
  @Test(arguments: [false, true]) func rawSizesAreWords(codesZeros: Bool) throws {
    let codec = IndirectCodec(
      .naive(inputLevels: 2, deltaLevels: 2), codesZeros: codesZeros, direct: IdentityCodec(),
      where: { $0.name == "fc1" })
    var worker = try codec.makeWorker(0, layout: Self.layout, streams: Streams(seed: 1))
    let message = try worker.encode(Trial.gradient(Trial.signals(10, seed: 1), worker: 0), round: 0)
    let words = codesZeros ? 6 + 4 : 4 + 3
    #expect(message.bits.raw == 32 * (words + 4) + 32 * (72 + 40))
    #expect(message.bits.entropy == nil)
    #expect(codec.layers(of: Self.layout).rest.layers.map(\.name) == ["conv/kernel", "fc2/kernel", "fc2/bias"])
  }

  @Test func signalsThatAreNotFiniteAreRefused() throws {
    let codec = IndirectCodec(.naive(inputLevels: 2, deltaLevels: 2), direct: IdentityCodec())
    var worker = try codec.makeWorker(4, layout: Self.layout, streams: Streams(seed: 1))
    let good = Trial.signals(2, seed: 1)
    let bad = LayerSignals(layer: "fc2", sampleCount: 2, input: good[1].input, delta: good[1].delta.map { $0 / 0 })
    #expect(throws: CodecError.notFinite(worker: 4, layer: 3)) {
      try worker.encode(Trial.gradient([good[0], bad], worker: 4), round: 0)
    }
  }

  /// The factors that a tape keeps make the gradient that it computes.
  @Test(arguments: [1, 2] as [UInt64]) func signalsOfATapeMakeItsGradient(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("network")
    let network = Network.mlp(input: [4, 4, 1], widths: [9, 6, 3])
    var tape = Tape(network, network.initialState(using: &rng), workerCount: 2)
    let pictures = tape.constant(Tensor([10, 4, 4, 1], Trial.normals(160, &rng)))
    let logits = network(&tape, pictures)
    let loss = tape.softmaxCrossEntropy(logits, labels: [0, 1, 2, 1, 0, 2, 2, 1, 0, 0])
    let gradients = tape.gradients(of: loss, keepsSignals: true)
    let layers = IndirectLayers(LayerLayout(network.layout.entries.map { ($0.name, $0.shape) }))
    #expect(layers.dense.map(\.name) == ["fc1", "fc2", "fc3"] && layers.rest.elementCount == 0)
    for worker in 0..<2 {
      let gradient = gradients.parameters.rows(worker..<worker + 1).scalars
      for (layer, signal) in zip(layers.dense, gradients.signals) {
        let signals = LayerSignals(signal, worker: worker, workerCount: 2)
        #expect(deviation(signals.kernelGradient(), from: gradient[layer.kernel]) < 1e-5)
        #expect(deviation(signals.biasGradient(), from: gradient[try #require(layer.bias)]) < 1e-5)
      }
    }
  }

  @Test func exchangesCountEveryReceiver() {
    let messages = [100, 200, 300].map { BitCount(raw: 8 * $0, entropy: 1, sentBytes: $0) }
    let decentralized = Exchange.decentralized.traffic(of: messages, layout: Self.layout)
    #expect(decentralized.uplink.sentBytes == 600 && decentralized.downlink.sentBytes == 1_200)
    let centralized = Exchange.centralized.traffic(of: messages, layout: Self.layout)
    #expect(centralized.uplink.sentBytes == 600)
    let floats = 4 * Self.layout.elementCount
    #expect(3 * floats..<3 * (floats + 30) ~= centralized.downlink.sentBytes)
    #expect(messages[0].gain(elementCount: 250) == 10)
  }
}
