import Autodiff
import GradientCoding

extension LayerSignals {
  /// The signals of one worker among `workerCount` whose batches lie one below the other.
  public init(_ signal: Gradients.Signal, worker: Int = 0, workerCount: Int = 1) {
    let sampleCount = signal.input.rowCount / workerCount
    let rows = worker * sampleCount..<(worker + 1) * sampleCount
    self.init(
      layer: signal.layer, sampleCount: sampleCount, input: signal.input.rows(rows).scalars,
      delta: signal.delta.rows(rows).scalars)
  }
}
