/// What the server knows of the next worker's signs, beside those of the workers before.
public enum SignSource: Sendable, Equatable {
  /// The Gaussian CEO model with the estimated statistics of the round before.
  ///
  /// With K^top = `topWorkerCount`, rates are the model's for that many workers, and all further ones have that of worker
  /// K^top (DSC, Section IV-E); log-likelihood ratios are each worker's own. Without, they are exact for all, for the
  /// counts of positive signs that there are, and corrected by how far the model was from the signs in the rounds before.
  case gaussian(topWorkerCount: Int? = nil)
  /// Pr(sign | count of positive signs) as it was in earlier rounds, of which each counts `memory` times the next.
  case empirical(memory: Double = 0.9)
  /// The same, given also how far the weight moved since the round before, in classes.
  ///
  /// The server alone needs to know: nothing is sent for it, and workers may miss rounds. Classes are up to 32 in a layer,
  /// each of 512 elements or more on average, and what all classes together have seen counts as 16 bits in each.
  case empiricalWithHistory(memory: Double = 0.9)

  /// The classes of a layer's elements, the first for where no move is known; 1 where they tell nothing apart.
  func contextCount(elementCount: Int) -> Int {
    guard case .empiricalWithHistory = self else { return 1 }
    let classes = min(32, elementCount / 512)
    return classes > 1 ? 1 + classes : 1
  }
}
