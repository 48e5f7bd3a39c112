import ComplexModule
import RandomLinearCoding
import Randomness
import RealModule
import Testing

@Suite struct ChannelTests {
  /// 18 dB is P/σ² = 63 and 3 bits (THESIS, Section 5.5), whatever the unit of power.
  @Test(arguments: [1, 0.25])
  func capacity(noiseVariance: Double) throws {
    let channel = try MultipleAccessChannel(power: 63 * noiseVariance, noiseVariance: noiseVariance)
    #expect(channel.capacity == 3)
  }

  /// The real dimensions of Fig. 5.3: a gain of 30 sent one node at a time at 3 bits against a gain of 20 sent at once.
  /// The ratio is 32/30/3 · 20 = 7.11 for each node that sends, 356 for 50 and 178 for 25; m is 0.3 % below d/20 as k is
  /// even.
  @Test(arguments: [(50, 356), (25, 178)])
  func channelUsesOfFig53(activeCount: Int, ratio: Double) throws {
    let d = 1_068_298, bits = 32 * Double(d) / 30
    let channel = try MultipleAccessChannel(power: 63)
    let digital = Double(activeCount) * bits / channel.capacity
    #expect((digital / (Double(d) / 20)).rounded() == ratio)
    let encoder = try RandomLinearEncoder(elementCount: d, gain: 20)
    #expect(abs(digital / Double(encoder.measurementCount) / ratio - 1) < 0.005)
  }

  /// (5.1) by hand: two nodes, two sub-channels, no noise.
  @Test func symbolsAreAddedThroughTheirGains() throws {
    let channel = try MultipleAccessChannel(power: 1, noiseVariance: 0)
    let first = Transmission(gains: [Complex(0, 1), Complex(2, 0)], symbols: [Complex(1, 2), Complex(3, 4)])
    let second = Transmission(gains: [1, Complex(1, 1)], symbols: [Complex(5, 6), Complex(1, -1)], amplitude: 2)
    let received = channel.receive([first, second], count: 2, noise: Philox(key: 1))
    #expect(received == [Complex(-2 + 10, 1 + 12), Complex(6 + 4, 8)])
    #expect(first.energy == 30 && second.energy == 4 * 63)
  }

  /// The noise has variance σ² in each real dimension and parts that are not correlated.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func noise(seed: UInt64) throws {
    let channel = try MultipleAccessChannel(power: 1, noiseVariance: 0.25)
    var real = Samples(), imaginary = Samples(), product = Samples()
    for value in channel.receive([], count: 50_000, noise: Philox(key: seed)) {
      real.add(Double(value.real * value.real))
      imaginary.add(Double(value.imaginary * value.imaginary))
      product.add(Double(value.real * value.imaginary))
    }
    #expect(abs(real.mean - 0.25) < real.tolerance && abs(imaginary.mean - 0.25) < imaginary.tolerance)
    #expect(abs(product.mean) < product.tolerance)
  }

  /// |h|² is exponential with mean 1: so are its mean, and e⁻¹ the share above 1. Gains of other nodes and rounds differ.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func rayleighFading(seed: UInt64) throws {
    let channel = try MultipleAccessChannel(power: 1, fading: .rayleigh), streams = Streams(seed: seed)
    let gains = channel.gains(ofNode: 2, round: 5, count: 50_000, streams: streams)
    var strengths = Samples(), aboveOne = Samples(), turn = Samples()
    for gain in gains {
      strengths.add(Double(gain.lengthSquared))
      aboveOne.add(gain.lengthSquared > 1 ? 1 : 0)
      turn.add(Double(gain.real * gain.imaginary))
    }
    #expect(abs(strengths.mean - 1) < strengths.tolerance && abs(turn.mean) < turn.tolerance)
    #expect(abs(aboveOne.mean - .exp(-1)) < aboveOne.tolerance)
    #expect(gains.allSatisfy { $0.lengthSquared > 0 })
    for (node, round) in [(1, 5), (2, 6)] {
      #expect(channel.gains(ofNode: node, round: round, count: 9, streams: streams) != Array(gains[..<9]))
    }
    #expect(
      try MultipleAccessChannel(power: 1).gains(ofNode: 0, round: 0, count: 2, streams: streams) == [1, 1])
  }

  @Test func inadmissibleChannelsAreRefused() {
    for power in [0, -1, Double.infinity] {
      #expect(throws: ChannelError.invalidParameter(power, quantity: "power", expected: "a positive number")) {
        try MultipleAccessChannel(power: power)
      }
    }
    #expect(
      throws: ChannelError.invalidParameter(
        -1, quantity: "noise variance", expected: "a number that is not negative")
    ) {
      try MultipleAccessChannel(power: 1, noiseVariance: -1)
    }
  }
}
