import RateDistortion
import SlepianWolf

/// The side information about the signs of one layer.
///
/// A state is the number of positive signs before, with learnt counts within a context.
enum LayerModel: SideInformationModel {
  case gaussian(GaussianSignSideInformation)
  case empirical(EmpiricalSideInformation)

  /// The model of signs that tell nothing of each other.
  ///
  /// - Precondition: K lies in 1...1,000.
  static func independent(workerCount: Int) throws(RateDistortionError) -> LayerModel {
    let model = try GaussianCEO(signalVariance: 0, noiseVariance: 1)
    return .gaussian(GaussianSignSideInformation(try SignSideInformation(model, workerCount: workerCount)))
  }

  var planeCount: Int { 1 }

  var stageCount: Int {
    switch self {
    case .gaussian(let model): model.stageCount
    case .empirical(let model): model.stageCount
    }
  }

  func stateCount(stage: Int) -> Int {
    switch self {
    case .gaussian(let model): model.stateCount(stage: stage)
    case .empirical(let model): model.stateCount(stage: stage)
    }
  }

  func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float {
    switch self {
    case .gaussian(let model): model.llr(plane: plane, lowerBits: lowerBits, state: state, stage: stage)
    case .empirical(let model): model.llr(plane: plane, lowerBits: lowerBits, state: state, stage: stage)
    }
  }

  func state(after state: Int, symbol: Int, stage: Int) -> Int {
    switch self {
    case .gaussian(let model): model.state(after: state, symbol: symbol, stage: stage)
    case .empirical(let model): model.state(after: state, symbol: symbol, stage: stage)
    }
  }

  mutating func learn(symbolCounts: [Int], stage: Int) {
    guard case .empirical(var model) = self else { return }
    model.learn(symbolCounts: symbolCounts, stage: stage)
    self = .empirical(model)
  }

  mutating func beginRound() {
    guard case .empirical(var model) = self else { return }
    model.beginRound()
    self = .empirical(model)
  }

  /// What worker `stage` + 1 is expected to send by the Gaussian model alone, whatever was received; nil of another.
  func expectation(stage: Int) -> PlaneInformation? {
    guard case .gaussian(let model) = self else { return nil }
    let values = model.values
    return PlaneInformation(
      (0...stage).map { count in
        (values.probability(positiveCount: count, of: stage), values.llr(positiveCount: count, of: stage))
      })
  }

  /// The elements with each number of positive signs among `workerCount`, contexts aside.
  func positiveCounts(stateCounts: [Int], workerCount: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: workerCount + 1)
    for (state, elements) in stateCounts.enumerated() { counts[state % (workerCount + 1)] += elements }
    return counts
  }
}
