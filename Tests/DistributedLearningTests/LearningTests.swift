import Autodiff
import Datasets
import DistributedLearning
import Models
import Testing

/// Training learns, and accuracy counts.
@Suite struct LearningTests {
  /// 10 of 100 workers, batches of 20, 60 rounds on 2,000 pictures. The mean loss of the last five rounds is below a
  /// third of that of the first five (measured: 0.25 and 0.22), and the share of right answers on other pictures above
  /// six times that of guessing (0.72).
  @Test(arguments: [1, 2] as [UInt64])
  func lossFallsAndAccuracyRises(seed: UInt64) async throws {
    var trial = try Trial(pictures: 2_000)
    (trial.network, trial.workers, trial.perRound, trial.batchSize) = (.mlp, 100, 10, 20)
    (trial.momentum, trial.seed) = (0.5, seed)
    var training = try trial.training()
    var losses: [Double] = []
    for _ in 0..<60 { losses.append(try await training.runRound(jobs: 2).loss) }
    let first = losses.prefix(5).reduce(0, +) / 5, last = losses.suffix(5).reduce(0, +) / 5
    #expect(last < first / 3, "\(first) to \(last)")
    let test = SyntheticDigits(.handwritten, count: 500, seed: 1, split: .test).dataset()
    let accuracy = try await trial.network.accuracy(on: test, at: training.server.state, jobs: 2)
    #expect(accuracy > 0.6, "\(accuracy)")
  }

  /// One picture after another, over three blocks of pictures and a shorter last one; by the middle of the pictures
  /// where the network is for smaller ones.
  @Test(arguments: ["MLP", "CifarNet", "ResNet-8"])
  func accuracyIsTheShareOfRightAnswers(kind: String) async throws {
    let trial =
      try kind == "MLP"
      ? Trial(pictures: 330) : Trial(kind == "CifarNet" ? .cifarNet : .resNet(depth: 8), pictures: 330)
    let network = trial.network
    var state = trial.initialState
    state.moments = Tensor([state.moments.count], state.moments.scalars.indices.map { 0.5 + Float($0 % 7) / 7 })
    let crop = kind == "CifarNet" ? 24 : nil
    var right = 0
    for index in 0..<330 {
      let batch = Batch(trial.dataset, [index], crop: crop)
      let scores = network.logits(batch.images, at: state).scalars
      if scores.firstIndex(of: scores.max() ?? .nan) == Int(batch.labels[0]) { right += 1 }
    }
    #expect(right > 0)
    for jobs in [1, 2, 4] {
      #expect(try await network.accuracy(on: trial.dataset, at: state, jobs: jobs) == Double(right) / 330)
    }
  }

  /// Equal logits are the answer 0, and no numbers are no answer.
  @Test func tiesAndNoNumbers() async throws {
    let trial = try Trial()
    func accuracy(_ value: Float) async throws -> Double {
      let parameters = Tensor(repeating: value, [trial.network.layout.count])
      let state = NetworkState(parameters: parameters, moments: Tensor(zeros: [0]))
      return try await trial.network.accuracy(on: trial.dataset, at: state, jobs: 1)
    }
    #expect(trial.dataset.histogram[0] > 0)
    #expect(try await accuracy(0) == Double(trial.dataset.histogram[0]) / 120)
    #expect(try await accuracy(.nan) == 0)
  }
}
