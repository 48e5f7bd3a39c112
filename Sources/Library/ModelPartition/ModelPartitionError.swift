/// Why a model cannot be divided over nodes.
public enum ModelPartitionError: Error, Equatable, Sendable {
  /// The neurons of a layer do not make one equal, non-empty block for each node.
  case unequalBlocks(neurons: Int, nodes: Int)
  /// The sparsity lies outside 0...1.
  case invalidSparsity(Double)
  /// A penalty is negative or not a number.
  case invalidPenalty(Double)
  /// There is no worker.
  case invalidWorkerCount(Int)
  /// There are not as many of something as there must be.
  case invalidCount(of: String, Int, expected: Int)
  /// An owner is none of the workers.
  case invalidOwner(Int, workers: Int)
  /// Capacities are negative, or leave no place for some of the units.
  case invalidCapacities([Int], units: Int)
  /// The energy of a connection is negative or not finite.
  case invalidEnergy(Float)
  /// The units cannot be assigned.
  case assignment(AssignmentError)
  /// The network adds signals, and so is no chain of layers.
  case notAChain(String)
}

extension ModelPartitionError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .unequalBlocks(let neurons, let nodes): "\(neurons) neurons do not make equal blocks on \(nodes) nodes"
    case .invalidSparsity(let sparsity): "the sparsity \(sparsity) lies outside 0...1"
    case .invalidPenalty(let penalty): "the penalty \(penalty) is not a number from 0 up"
    case .invalidWorkerCount(let count): "\(count) workers"
    case .invalidCount(let what, let count, let expected): "\(count) \(what) where there must be \(expected)"
    case .invalidOwner(let owner, let workers): "the owner \(owner) is none of \(workers) workers"
    case .invalidCapacities(let capacities, let units): "capacities \(capacities) for \(units) units"
    case .invalidEnergy(let energy): "a connection has the energy \(energy)"
    case .assignment(let error): "the units cannot be assigned: \(error)"
    case .notAChain(let network): "\(network) adds signals and is no chain of layers"
    }
  }
}
