import GradientStatistics
import RateDistortion
import SlepianWolf

/// What the server keeps of a layer from round to round.
struct LayerMemory: Sendable, Codable {
  /// The estimate of the last round that gave one.
  var statistics: GradientStatisticsEstimate?
  /// What was learnt of signs given counts.
  var learnt: EmpiricalSideInformation?
  /// How far the model was from what the signs of the worker at each stage took.
  private var corrections: [EntropyCorrection] = []

  /// The model of a round with K workers of a layer.
  ///
  /// - Precondition: K lies in 1...1,000.
  func model(_ source: SignSource, elementCount: Int, workerCount: Int) throws(RateDistortionError) -> LayerModel {
    let independent = try LayerModel.independent(workerCount: workerCount)
    guard elementCount >= PlaneCode.leastCodedCount else { return independent }
    switch source {
    case .gaussian:
      guard let statistics,
        let model = try? GaussianCEO(
          signalVariance: statistics.signalVariance, noiseVariance: statistics.noiseVariance)
      else { return independent }
      return .gaussian(GaussianSignSideInformation(try SignSideInformation(model, workerCount: workerCount)))
    case .empirical(let memory), .empiricalWithHistory(let memory):
      var model =
        learnt
        ?? EmpiricalSideInformation(
          planeCount: 1, stageCount: workerCount, contextCount: source.contextCount(elementCount: elementCount),
          memory: memory, priorWeight: 16)
      model.extend(toStages: workerCount)
      return .empirical(model)
    }
  }

  /// The corrections at K stages, without more as of one who expects the model to be off by 10 %.
  func corrections(workerCount: Int) -> [EntropyCorrection] {
    let unseen = max(0, workerCount - corrections.count)
    return corrections + Array(repeating: EntropyCorrection(deviation: 0.1), count: unseen)
  }

  /// Learns from a layer whose workers are all decoded.
  ///
  /// - Parameter deviations: The workers' root mean squares.
  mutating func learn(
    from decoder: SuccessiveDecoder<LayerModel>, deviations: [Float], estimator: OnlineEstimator
  ) {
    guard decoder.elementCount >= PlaneCode.leastCodedCount else { return }
    if case .empirical(let model) = decoder.model { learnt = model }
    corrections = corrections(workerCount: decoder.deliveries.count)
    for (stage, delivery) in decoder.deliveries.enumerated() {
      corrections[stage].learn(bits: delivery.codeLength, expected: delivery.modelEntropy)
    }
    // One worker alone tells nothing of what workers have in common.
    guard deviations.count > 1 else { return }
    let variance = OnlineEstimator.localVariance(deviations.map { Double($0) * Double($0) })
    guard variance > 0 else { return statistics = nil }
    let counts = decoder.model.positiveCounts(stateCounts: decoder.stateCounts, workerCount: deviations.count)
    statistics = estimator.estimate(IndexCounts(positiveSigns: counts), localVariance: variance)
  }
}
