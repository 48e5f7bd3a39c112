@testable import Experiments
import FigureKit
import Testing

@Suite struct StageTimesTests {
  private let text = """
    # Made by hand.
    stage\telements\tworkers\tentropy_bit\tsent_bit\tseconds
    gradient\t1000\tnan\tnan\tnan\t4
    mean square\t1000\tnan\tnan\tnan\t0.5
    quantize\t1000\tnan\tnan\tnan\t0.25
    ratios\t1000\t10\tnan\tnan\t0.125
    count\t1000\tnan\tnan\tnan\t0.0625
    update\t1000\tnan\tnan\tnan\t1
    control\t1000\t100\tnan\tnan\t9
    control\t1000\t1\tnan\tnan\t1
    encode\t1000\tnan\t1\t1\t0.5
    decode\t1000\tnan\t1\t1\t0.25
    encode\t1000\tnan\t0.5\t0.625\t1.5
    decode\t1000\tnan\t0.5\t0.625\t8
    """

  @Test func betweenEntropiesTimesAreLinear() throws {
    let times = try StageTimes(text: text)
    #expect(times.elementCount == 1_000)
    #expect(times.plane(entropy: 0.5) == .init(entropy: 0.5, sent: 0.625, encode: 1.5, decode: 8))
    #expect(times.plane(entropy: 0.75) == .init(entropy: 0.75, sent: 0.8125, encode: 1, decode: 4.125))
    #expect(times.plane(entropy: 1) == .init(entropy: 1, sent: 1, encode: 0.5, decode: 0.25))
    #expect(times.plane(entropy: 0.25).decode == 8 && times.plane(entropy: 0.25).sent == 0.625)
  }

  /// √K between 1 and 100, where 9 = 100^0.477: at K = 10 three; five roundings of 2⁻⁵³ are below 1e-14.
  @Test func controlIsAPowerOfTheWorkers() throws {
    let times = try StageTimes(text: text)
    #expect(times.controlSeconds(workers: 1) == 1)
    #expect(abs(times.controlSeconds(workers: 10) - 3) < 1e-14)
    #expect(abs(times.controlSeconds(workers: 1_000) - 9) < 1e-13)
  }

  @Test func roundsAreMadeOfTheTimes() throws {
    let times = try StageTimes(text: text)
    let uncoded = times.uncodedRound(workers: 2)
    #expect(uncoded.planes == [[.init(bits: 1_000, decode: 0.0625)], [.init(bits: 1_000, decode: 0.0625)]])
    #expect(uncoded.broadcastBits == 32_000 && uncoded.control == 0 && uncoded.gradients == [4, 4])
    let coded = times.codedRound(rates: [1, 0.75])
    #expect(
      coded.planes == [
        [.init(encode: 0.5, bits: 1_000, ratios: 0.125, decode: 0.25)],
        [.init(encode: 1, bits: 812.5, ratios: 0.125, decode: 4.125)],
      ])
    #expect(coded.update == 1 && coded.control == times.controlSeconds(workers: 2))
    #expect(times.codedRound(rates: [1, 0.75], decoderBitRate: 2_000).planes.map(\.[0].decode) == [0.5, 0.5])
  }

  /// The steady rate is that of the pair 1000 bits at H = 1 before 812.5 bits: 812.5/(0.25 + 0.125) bit/s with two workers,
  /// 812.5/(4.125 + 0.125) = 191.2 bit/s with more. At that rate the extra delay is the same for any number; at ten times
  /// it, each worker adds 4.25 − 0.425 s to a promise of 1 + 4.125 s, so that it passes twice that at some K.
  @Test func theDelayScalesBeyondTheSteadyRateAlone() throws {
    let times = try StageTimes(text: text)
    let rates = [1] + Array(repeating: 0.75, count: 99)
    let study = ExtraDelay(times, rates: rates, uplink: .shared)
    #expect(study.steadyBitRate == 812.5 / 4.25)
    #expect(study.workersBeyondPromise(bitRate: study.steadyBitRate) == nil)
    let onset = try #require(study.workersBeyondPromise(bitRate: 10 * study.steadyBitRate))
    #expect(onset > 1)
    for (workers, isBeyond) in [(onset - 1, false), (onset, true)] {
      let promise = study.work(workers: workers).promisedExtraDelay
      #expect((study.seconds(workers: workers, bitRate: 10 * study.steadyBitRate) > 2 * promise) == isBeyond)
    }
    #expect(ExtraDelay(times, rates: rates, uplink: .separate).steadyBitRate == 0)
  }

  /// Slow links hide all but the first encoding and the last decoding, 0.5 + 4.125 s less the 0.0625 s of counting; 187.5 bits
  /// fewer are worth that at 187.5/4.5625 bit/s. The bisection ends within a factor of 1 + 10⁻¹⁶.
  @Test func codingIsWorthItUpToOneRate() throws {
    let times = try StageTimes(text: text)
    let shared = ExtraDelay(times, rates: [1, 0.75], uplink: .shared)
    #expect(abs(shared.breakEvenBitRate(workers: 2) / (187.5 / 4.5625) - 1) < 1e-12)
    #expect(ExtraDelay(times, rates: [1, 0.75], uplink: .separate).breakEvenBitRate(workers: 2) == 0)
  }

  @Test(arguments: [
    ("gradient", "slope"), ("decode\t1000\tnan\t0.5", "decode\t1000\tnan\t0.4"), ("nan\t4\n", "nan\t-4\n"),
    ("nan\t4\n", "nan\tfour\n"), ("nan\t4\n", "nan\tinf\n"),
    ("decode\t1000\tnan\t0.5", "# none"), ("\tseconds", "\ttime"), ("gradient\t1000", "gradient\tnan"),
    ("control\t1000\t1\t", "control\t1000\t0\t"), ("encode\t1000\tnan\t1\t1\t", "encode\t1000\tnan\t1\tnan\t"),
  ])
  func aTableThatLacksSomethingIsRefused(part: String, replacement: String) {
    let damaged = text.replacing(part, with: replacement)
    #expect(damaged != text)
    #expect(throws: FigureError.self) { try StageTimes(text: damaged) }
  }

  @Test func ratesAreExact() throws {
    // H(1) = 1; the second as in data/reference/dsc-one-bit-rates.tsv: 1/3 of pairs differ at ratio 1, h2(1/3) = 0.918296.
    let rates = try StageTimes.rates(ratio: 1, workers: 3)
    #expect(abs(rates[0] - 1) < 1e-12 && abs(rates[1] - 0.918296) < 1e-6 && rates[2] < rates[1])
  }
}
