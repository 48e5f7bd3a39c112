/// How the workers of the second group send whether their levels are zero.
public enum SourceRule: Sendable, Equatable {
  /// As the server expects to cost least, layer by layer and worker by worker: parity checks of the elements where
  /// the levels of other workers are expected to save more than checks waste, or the range coder of the first group.
  case leastCost
  /// Parity checks of all elements that are not nearly certain, wherever a plan of them is shorter than the bits.
  case parityChecks
  /// There is no second group: the range coder for all workers.
  case contexts
}
