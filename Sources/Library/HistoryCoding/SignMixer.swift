/// Mixes what two or three models of a bit say, with weights that learn (M. Mahoney, "Adaptive weighing of context models
/// for lossless data compression", 2005).
///
/// With the logits xᵢ of the models' probabilities of a zero, Pr(0) = 1 / (1 + exp(−Σ wᵢ xᵢ)). After the bit, wᵢ grows by
/// ε xᵢ (z − Pr(0)), z = 1 for a zero and 0 for a one: a step of gradient descent on the code's length. Integers only.
struct SignMixer {
  /// One model's weight wᵢ in units of 2⁻¹⁶, and its logit xᵢ in units of 2⁻⁸.
  private struct Voice {
    var weight: Int
    var logit = 0
  }

  private var first: Voice, second: Voice, third: Voice
  private var mixed: UInt32 = 1 << 15
  private let frequencies: [UInt32], logits: [Int32]

  /// Creates a mixer that trusts all models alike; together somewhat more than one, since they know different things.
  init(modelCount: Int) {
    let voice = Voice(weight: modelCount == 2 ? 36_000 : 30_000)
    (first, second, third) = (voice, voice, voice)
    frequencies = LogisticScale.shared.frequencies
    logits = LogisticScale.shared.logits
  }

  /// Takes what the first model says.
  @inline(__always) mutating func hear(first model: LearningBit) { first.logit = logit(model) }
  /// Takes what the second model says.
  @inline(__always) mutating func hear(second model: LearningBit) { second.logit = logit(model) }
  /// Takes what the third model says.
  @inline(__always) mutating func hear(third model: LearningBit) { third.logit = logit(model) }

  /// The frequency of a zero, of 2¹⁶; a model that is never heard says nothing.
  @inline(__always)
  mutating func zeroFrequency() -> UInt32 {
    let sum = first.weight &* first.logit &+ second.weight &* second.logit &+ third.weight &* third.logit
    mixed = frequencies[max(-2048, min(sum >> 16, 2047)) &+ 2048]
    return mixed
  }

  /// Learns the bit, with ε = 2⁻⁶.
  @inline(__always)
  mutating func update(with bit: Bool) {
    let error = (bit ? 0 : 65_536) &- Int(mixed)
    first.weight &+= (error &* first.logit) >> 14
    second.weight &+= (error &* second.logit) >> 14
    third.weight &+= (error &* third.logit) >> 14
  }

  @inline(__always) private func logit(_ model: LearningBit) -> Int { Int(logits[model.zeroProbability]) }
}
