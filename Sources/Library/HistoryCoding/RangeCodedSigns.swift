import EntropyCoding
public import GradientCoding

/// Signs, range-coded with the context of what both ends know: earlier models, and the worker's own signs before.
///
/// No side information of other workers is used, so that messages decode in any order. Contexts are those of
/// `SignModel`.
///
/// **History.** A worker keeps the model of the round before in which it took part, and the server keeps those of the
/// last `reach` rounds. How far each weight moved from that model to the round's own is a decayed history of the mean
/// signs (of the updates, whatever scale, momentum and learning rate made of them). Both ends compute its classes by
/// one function from the same 32-bit floats that were broadcast anyway; nothing is sent for it but how many rounds ago
/// the worker took part. So it does not matter how many rounds a worker missed, as long as they are at most `reach`:
/// a displacement over ten rounds serves as well as that of one. A worker that comes for the first time, or after
/// longer, says so and codes without history.
///
/// Counts of positive signs would have to be sent to workers that missed a round, or be divided out of the models with
/// each layer's scale and momentum and the learning rate.
///
/// With `reach` 0 the coder is the independent one of each worker; without neighbours as well, the order-0 one.
///
/// A layer is in bytes: how many rounds before the worker took part, 0 for no history; where neighbours are used, the lag
/// (one byte); the range coder's stream. Where this would take as many bytes as the signs as they are, these are sent
/// instead, and the length tells it.
public struct RangeCodedSigns: SignCoding, Equatable {
  /// The number of rounds that a worker's history reaches back.
  public let reach: Int
  /// Whether a worker's own signs, coded before, are context too.
  public let usesNeighbours: Bool

  /// Creates a coding; where every worker takes part in every round, a `reach` of 1 is enough.
  ///
  /// - Precondition: `reach` is in `0..<2³²`. The server keeps that many models.
  public init(reach: Int, usesNeighbours: Bool = true) {
    precondition((0..<1 << 32).contains(reach), "a reach of \(reach) rounds")
    self.reach = reach
    self.usesNeighbours = usesNeighbours
  }

  public func makeEncoder(layout: LayerLayout) -> Encoder { Encoder(coding: self, layout: layout) }
  public func makeDecoder(layout: LayerLayout) -> Decoder { Decoder(coding: self, layout: layout) }

  /// The width of a layer's rows, or nil where its neighbours are not used.
  func rowWidth(_ layer: LayerLayout.Layer) -> Int? {
    guard usesNeighbours, let width = layer.shape.last, width < layer.range.count else { return nil }
    return width
  }
}
