import Datasets
import GradientCoding
import Logging
import QuantizerCoding
import Randomness
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Lengths of messages by the schemes of THESIS, Table 3.3.
@Suite struct CompressionGainsTests {
  private static let schemes: [GainScheme] = [
    .indirect(bits: 1, codesZeros: false), .ditheredIndirect(bits: 1), .columnSigns, .threeLevels,
  ]

  private static func result(_ model: ModelName, batch: Int) async throws -> CompressionGains.Result {
    let folder = try TemporaryFolder()
    let cache = RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let pictures = SyntheticDigits(.handwritten, count: 64, seed: 1).dataset()
    let data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
    return try await CompressionGains(
      model: model, accuracy: 1, roundLimit: 1, trainingBatch: 8, batchSizes: [batch], schemes: schemes, seed: 1
    ).result(on: data, cache: cache)
  }

  /// FC by hand. Signals of 1,784, 1,300, 400 and 110 numbers, x and δ apart, in words of 32 or 20 symbols, with two points
  /// each or a step; signs with two floats for 784 + 1000 + 300 + 100 columns and 4 biases; 20 levels a word and a float for
  /// each of 8 tensors.
  @Test(arguments: [1, 3, 32])
  func rawLengthsOfFC(batch: Int) async throws {
    let widths = [(784, 1_000), (1_000, 300), (300, 100), (100, 10)]
    func words(_ symbols: Int, perWord: Int) -> Int { (symbols + perWord - 1) / perWord }
    func signals(perWord: Int, parameters: Int) -> Int {
      32
        * widths.reduce(0) { sum, layer in
          sum + words(batch * layer.0, perWord: perWord) + words(batch * layer.1, perWord: perWord) + parameters
        }
    }
    let tensors = widths.flatMap { [$0.0 * $0.1, $0.1] }
    let result = try await Self.result(.fc1000, batch: batch)
    #expect(result.parameterCount == 1_116_410)
    #expect(
      result.messages.map(\.raw) == [
        signals(perWord: 32, parameters: 4), signals(perWord: 20, parameters: 2),
        32 * tensors.reduce(0) { $0 + words($1, perWord: 32) } + 64 * 2_188,
        32 * tensors.reduce(0) { $0 + words($1, perWord: 20) + 1 },
      ])
  }

  /// A message whose direct part goes in words is as long as its words say, but for headers and signals: a decoded message
  /// of columns or levels has at most 100 bytes more. The range coder saves on what is not uniform.
  @Test func lengthsAreThoseOfDecodedMessages() async throws {
    let result = try await Self.result(.leNet, batch: 4)
    for message in result.messages {
      #expect(message.answer >= 32 * result.parameterCount)
      #expect(message.normalizedError.isFinite && message.normalizedError > 0)
      #expect(Double(message.coded) <= message.entropy + 0.02 * Double(message.raw))
      if [.columnSigns, .threeLevels].contains(message.scheme) {
        #expect(message.raw <= message.mixed && message.mixed <= message.raw + 800)
      }
    }
    // Means of columns by sign leave less error than no gradient at all.
    #expect(result.messages[2].normalizedError < 1)
  }
}

/// Processor times of THESIS, Table 3.1 and Figure 4.3.
@Suite struct BatchTimesTests {
  /// Every part of every batch takes time, and all compress the gradient that the baseline computed.
  @Test func everyPartTakesTime() throws {
    let times = try BatchTimes(
      model: .fc1000, batchSize: 4, batches: 2, methods: BatchTimes.Method.allCases, seed: 1
    ).measured()
    let baseline = try #require(times[.baseline])
    #expect(baseline.count == 2 && baseline.allSatisfy { $0.gradient > 0 && $0.quantization == 0 })
    for method in BatchTimes.Method.allCases where method != .baseline {
      let measured = try #require(times[method])
      #expect(measured.count == 2 && measured.allSatisfy { $0.gradient > 0 && $0.quantization > 0 })
      #expect((measured.map(\.gradient) == baseline.map(\.gradient)) == (method != .ditheredIndirect))
      #expect(measured[0].total == measured[0].gradient + measured[0].quantization)
    }
  }

  /// What is not asked for is not measured; a gain of 32 is what the share of elements has: 32 bits and a position of some 6.4.
  @Test func othersAreLeftOut() throws {
    let times = try BatchTimes(model: .fc1000, batchSize: 1, batches: 1, methods: [.sampling], seed: 1).measured()
    #expect(Array(times.keys) == [.sampling])
    let layout = LayerLayout([("layer", [100_000])])
    var worker = SelectionCodec(keptShare: BatchTimes.Method.keptShare)
      .makeWorker(0, layout: layout, streams: Streams(seed: 1))
    var rng = Streams(seed: 1).generator("gradient")
    let message = try worker.encode(LocalGradient(values: Normal().values(count: 100_000, using: &rng)), round: 0)
    #expect(abs(3_200_000 / Double(message.bits.sentBits) / BatchTimes.Method.gain - 1) < 0.02)
  }
}
