public import RateDistortion

/// The Gaussian CEO model of DSC as side information about symbols of any quantizer.
///
/// A state is a posterior law of the element's gradient; see `QuantizedSideInformation`. For symbols that are labelled
/// otherwise than by the natural binary form, that is made with a ``LabelledQuantizer``.
public struct GaussianSideInformation: SideInformationModel {
  /// The values of the model.
  public let values: QuantizedSideInformation

  /// Creates the side information from the values of the model.
  public init(_ values: QuantizedSideInformation) {
    self.values = values
  }

  public var planeCount: Int { values.stages.first?.planeCount ?? 0 }
  public var stageCount: Int { values.stages.count }

  public func stateCount(stage: Int) -> Int { values.stages[stage].stateCount }

  public func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float {
    values.stages[stage].llr(plane: plane, lowerBits: lowerBits, state: state)
  }

  public func state(after state: Int, symbol: Int, stage: Int) -> Int {
    let values = values.stages[stage]
    // A symbol that stands for no level may come of bytes that are no worker's.
    return stage + 1 < stageCount ? values.state(after: state, index: min(symbol, values.levelCount - 1)) : 0
  }
}

/// The Gaussian CEO model of DSC as side information about signs.
///
/// A state is the number of positive signs, a sufficient statistic; see `SignSideInformation`.
public struct GaussianSignSideInformation: SideInformationModel {
  /// The values of the model.
  public let values: SignSideInformation

  /// Creates the side information from the values of the model.
  public init(_ values: SignSideInformation) {
    self.values = values
  }

  public var planeCount: Int { 1 }
  public var stageCount: Int { values.workerCount }

  public func stateCount(stage: Int) -> Int { stage + 1 }

  public func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float {
    Float(values.llr(positiveCount: state, of: stage))
  }

  public func state(after state: Int, symbol: Int, stage: Int) -> Int { state + symbol }
}
