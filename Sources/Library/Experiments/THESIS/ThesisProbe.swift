/// Rounds of a training whose gradients further schemes code, for what they cost: the training does not notice.
///
/// > Note: What a scheme keeps from round to round it has from the rounds that it coded: those sampled and `lead` before each.
public struct ThesisProbe: Sendable, Codable, Hashable {
  /// The schemes, with their symbols by the range coder.
  public let schemes: [ThesisScheme]
  /// The rounds whose bits are counted, from 0, ascending.
  public let sampledRounds: [Int]
  /// Rounds that are coded before each of them.
  public let lead: Int

  public init(schemes: [ThesisScheme], sampledRounds: [Int], lead: Int = 0) {
    precondition(zip(sampledRounds, sampledRounds.dropFirst()).allSatisfy(<), "rounds in order")
    precondition(lead >= 0, "a lead of \(lead)")
    self.schemes = schemes
    self.sampledRounds = sampledRounds
    self.lead = lead
  }

  /// Nothing beside the training.
  public static let none = ThesisProbe(schemes: [], sampledRounds: [])

  /// What is done in a round.
  func part(of round: Int) -> EpochSchedule.Part {
    if sampledRounds.contains(round) { return .measured }
    return sampledRounds.contains { $0 - lead <= round && round < $0 } ? .warmingUp : .followed
  }
}
