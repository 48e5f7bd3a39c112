public import ComplexModule
public import Randomness
public import RealModule

/// A wireless multiple access channel with symbol synchrony (THESIS, Equation (5.1)).
///
/// In sub-channel l the router receives, of the complex symbols x of the nodes that send,
///
///     yₗ = Σᵢ hᵢₗ xᵢₗ + ηₗ
///
/// with gains h that the nodes know and noise η independent between sub-channels. A symbol is two real dimensions, I and
/// Q, and powers are those of a real dimension: σ² = ``noiseVariance`` is the variance of each part of η ~ CN(0, 2σ²),
/// and P = ``power`` is what a node may spend, on average over the dimensions of a round, ‖xᵢ‖² ≤ m P for m of them.
/// Numbers of dimensions are what channel uses are counted in.
///
/// > Note: THESIS has one measurement to a symbol and noise CN(0, σ²I), but a capacity of ½ log₂(1 + P/σ²) bits, which is
/// > that of a real dimension. Here all is counted in real dimensions.
public struct MultipleAccessChannel: Sendable, Equatable {
  /// What the gains are.
  public enum Fading: Sendable, Equatable, CaseIterable {
    /// All 1.
    case unit
    /// CN(0, 1), independent between nodes, sub-channels and rounds.
    case rayleigh
  }

  /// P, the power of a node for each real dimension.
  public let power: Double
  /// σ², the variance of the noise in each real dimension.
  public let noiseVariance: Double
  /// What the gains are.
  public let fading: Fading

  /// Creates a channel.
  ///
  /// - Throws: ``ChannelError/invalidParameter(_:quantity:expected:)`` unless P is positive and σ² is not negative, both
  ///   finite.
  public init(power: Double, noiseVariance: Double = 1, fading: Fading = .unit) throws(ChannelError) {
    try ChannelError.check(power, "power", "a positive number") { $0 > 0 }
    try ChannelError.check(noiseVariance, "noise variance", "a number that is not negative") { $0 >= 0 }
    self.power = power
    self.noiseVariance = noiseVariance
    self.fading = fading
  }

  /// The capacity of a real dimension with gain 1, ½ log₂(1 + P/σ²) bits: 3 at P/σ² = 63, which is 18 dB.
  ///
  /// Of one node that sends alone through Rayleigh fading it is an upper bound, by Jensen's inequality.
  public var capacity: Double { 0.5 * .log2(1 + power / noiseVariance) }

  /// hᵢ: the gains of a node in a round, from its stream "fading".
  ///
  /// > Note: A normal law drawn from 32 bits gives 0 once in 2²⁵ pairs, which could not be inverted; the least magnitude
  /// > that it gives otherwise stands there.
  ///
  /// - Complexity: O(`count`).
  public func gains(ofNode node: Int, round: Int, count: Int, streams: Streams) -> [Complex<Float>] {
    switch fading {
    case .unit: return [Complex<Float>](repeating: 1, count: count)
    case .rayleigh:
      return Self.noise(
        variance: 0.5, count: count, of: streams.generator("fading", worker: node, round: round)
      ).map { $0.isZero ? Complex(0x1p-12) : $0 }
    }
  }

  /// y, of the symbols of nodes and their gains, in the order of the nodes.
  ///
  /// - Parameters:
  ///   - transmissions: Those of the nodes that send, each of `count` symbols.
  ///   - noise: The generator at the start of the stream of η.
  /// - Complexity: O(K `count`).
  public func receive(_ transmissions: [Transmission], count: Int, noise: Philox) -> [Complex<Float>] {
    var received = Self.noise(variance: noiseVariance, count: count, of: noise)
    var y = received.mutableSpan
    for transmission in transmissions {
      precondition(transmission.symbols.count == count && transmission.gains.count == count, "symbols for \(count)")
      let h = transmission.gains.span, x = transmission.symbols.span, amplitude = transmission.amplitude
      for index in y.indices {
        y[unchecked: index] += h[unchecked: index] * x[unchecked: index].multiplied(by: amplitude)
      }
    }
    return received
  }

  /// Complex normal numbers with a variance in each part.
  static func noise(variance: Double, count: Int, of generator: Philox) -> [Complex<Float>] {
    guard variance > 0 else { return [Complex<Float>](repeating: .zero, count: count) }
    var rng = generator
    let parts = Normal(mean: 0, deviation: Float(variance.squareRoot())).values(count: 2 * count, using: &rng)
    return (0..<count).map { Complex(parts[2 * $0], parts[2 * $0 + 1]) }
  }
}

/// What a node sends, and through what.
public struct Transmission: Sendable {
  /// h.
  public let gains: [Complex<Float>]
  /// x at amplitude 1, zero where a sub-channel is not used.
  public let symbols: [Complex<Float>]
  /// What x is multiplied by.
  public let amplitude: Float

  /// Creates a transmission.
  public init(gains: [Complex<Float>], symbols: [Complex<Float>], amplitude: Float = 1) {
    self.gains = gains
    self.symbols = symbols
    self.amplitude = amplitude
  }

  /// ‖x‖².
  ///
  /// - Complexity: O(*count*).
  public var energy: Double { Double(amplitude) * Double(amplitude) * Self.energy(of: symbols) }

  /// The sum of squares of both parts of all symbols.
  static func energy(of symbols: [Complex<Float>]) -> Double {
    var sum = 0.0
    for symbol in symbols {
      sum += Double(symbol.real) * Double(symbol.real) + Double(symbol.imaginary) * Double(symbol.imaginary)
    }
    return sum
  }
}
