/// Rearranges the units of a trained network and cuts connections between workers (THESIS, Algorithms 3 and 4).
///
/// A connection of energy e, which is w² for a weight and ‖h‖² for a filter, costs e if it is cut; if it is kept, it costs
/// η₁, and η₂ more where it runs between workers (THESIS, (6.6), (C.1)). Which of them are kept follows from the owners
/// by Lemma 15; the owners of each group of units are an assignment problem.
public struct RePurpose: Sendable, Equatable {
  /// What a connection between workers costs.
  public enum Objective: String, Sendable, CaseIterable {
    /// η₂ for each connection that is kept (THESIS, (6.6)).
    case edges
    /// η₂ for each row that is sent: what one worker sends to another counts once, however many connections leave it
    /// there.
    ///
    /// > Note: Not in THESIS, which leaves it as future work (Remark 7). A row of a dense layer is a value. The channel
    /// > that a convolution reads counts once too, as its filter does in (C.1), although it has a value at each position:
    /// > a filter's energy also acts at each position, so that energy and traffic of a channel grow alike.
    case values
  }

  /// η₁, the penalty of each connection that is kept, in units of energy, at least 0.
  public let edgePenalty: Double
  /// η₂, the penalty of what runs between workers, in units of energy, at least 0. With +∞ nothing does.
  public let crossPenalty: Double
  public let objective: Objective

  public init(edgePenalty: Double = 0, crossPenalty: Double, objective: Objective = .edges) {
    self.edgePenalty = edgePenalty
    self.crossPenalty = crossPenalty
    self.objective = objective
  }

  /// - Throws: ``ModelPartitionError/invalidPenalty(_:)``.
  func checkPenalties() throws(ModelPartitionError) {
    for penalty in [edgePenalty, crossPenalty] {
      guard penalty >= 0 else { throw .invalidPenalty(penalty) }
    }
  }
}
