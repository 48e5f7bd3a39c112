/// A worker's half that knows what the server will read of its gradient.
public protocol ReconstructingWorker: WorkerHalf {
  /// ĝ: what the server reads of the gradient that was encoded last, flat as the layout, the same floats as there.
  ///
  /// It is nil before the first gradient, and, in a codec whose bulk is an answer, between announcement and answer.
  var reconstruction: [Float]? { get }
}
