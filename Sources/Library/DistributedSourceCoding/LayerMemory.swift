public import GradientStatistics
import RateDistortion
import SlepianWolf

/// What the server keeps of a layer from round to round.
struct LayerMemory: Sendable, Codable {
  /// The estimate of the last round that gave one.
  var statistics: GradientStatisticsEstimate?
  /// What was learnt of signs given counts.
  var learnt: EmpiricalSideInformation?
  /// What the signs of the worker at each stage took by the model, over what the model expected: a decayed mean.
  var entropyFactors: [Double] = []

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

  /// Learns from a layer whose workers are all decoded.
  ///
  /// - Parameter deviations: The workers' root mean squares.
  mutating func learn(
    from decoder: SuccessiveDecoder<LayerModel>, deviations: [Float], estimator: OnlineEstimator
  ) {
    guard decoder.elementCount >= PlaneCode.leastCodedCount else { return }
    if case .empirical(let model) = decoder.model { learnt = model }
    for (stage, delivery) in decoder.deliveries.enumerated() {
      let isKnown = delivery.modelEntropy > 0
      let factor = isKnown ? min(2, max(0.5, delivery.codeLength / delivery.modelEntropy)) : 1
      if stage < entropyFactors.count {
        entropyFactors[stage] += 0.3 * (factor - entropyFactors[stage])
      } else {
        entropyFactors.append(factor)
      }
    }
    // One worker alone tells nothing of what workers have in common.
    guard deviations.count > 1 else { return }
    let variance = OnlineEstimator.localVariance(deviations.map { Double($0) * Double($0) })
    guard variance > 0 else { return statistics = nil }
    let counts = decoder.model.positiveCounts(stateCounts: decoder.stateCounts, workerCount: deviations.count)
    statistics = estimator.estimate(IndexCounts(positiveSigns: counts), localVariance: variance)
  }
}
