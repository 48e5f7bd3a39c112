import HistoryCoding

/// The models of the last rounds, which both ends keep alike.
struct ModelHistory: Sendable, Codable {
  /// How many rounds before the open one a model is kept for.
  let reach: Int
  /// The models, in the order of their rounds, that of the open round last.
  private(set) var models: [BroadcastModel] = []

  init(reach: Int) {
    self.reach = reach
  }

  /// Opens a round, or the same one again.
  mutating func open(round: Int, model: [Float]) {
    guard reach > 0 else { return }
    models.removeAll { $0.round >= round || $0.round + reach < round }
    models.append(BroadcastModel(round: round, values: model))
  }

  /// How many rounds before the open one the oldest model is from; 0 where there is none.
  var greatestAge: Int {
    guard let first = models.first, let last = models.last else { return 0 }
    return last.round - first.round
  }

  /// The model of so many rounds before, and that of the open round; nil where either is missing.
  func models(age: Int) -> (earlier: [Float], current: [Float])? {
    guard age > 0, let current = models.last else { return nil }
    return models.first { $0.round == current.round - age }.map { ($0.values, current.values) }
  }
}
