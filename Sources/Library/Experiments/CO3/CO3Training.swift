import FigureKit
import GradientCoding
import Randomness

/// One training of CO3's simulations (Section V, Algorithm 1): the bits, the accuracy and the distributions that Figures 1-5,
/// 7-11 and 13-16 and Table IV show of it.
///
/// > Note: Pixels are normalised with the mean and the deviation of their set; the paper does not say how it reads them, and
/// > names neither crops nor reflections, so there are none.
/// > Note: The paper trains with one stream of batches of 64 and says that the number of users does not matter; here U users
/// > draw a batch each, so that an epoch has U times fewer rounds than Table I gives it.
public struct CO3Training: Sendable, Codable {
  public let model: ModelName
  public let scheme: CO3Scheme
  /// Training and test pictures used, from the first; and the number of epochs.
  public let pictures: Int, testPictures: Int, epochs: Int
  /// Users U, and pictures in a user's batch.
  public let users: Int, batchSize: Int
  /// The server's η; there is no momentum.
  public let learningRate: Float
  /// The share of a moving moment of the normalisations that stays when a round's is mixed in.
  public let momentDecay: Float
  /// The epochs, counted from 1, at whose ends distributions are looked at, ascending.
  public let capturedEpochs: [Int]
  /// The epochs after which laws, scales and codes are fitted anew (Section IV-D).
  public let refreshEpochs: Int
  /// Samples drawn from each law that is fitted to an upper layer, for the distance that a true law would have.
  public let nullRepetitions: Int
  public let seed: UInt64

  public init(
    model: ModelName, scheme: CO3Scheme, pictures: Int, testPictures: Int, epochs: Int, users: Int, batchSize: Int,
    learningRate: Float, momentDecay: Float, capturedEpochs: [Int], refreshEpochs: Int,
    nullRepetitions: Int, seed: UInt64
  ) {
    precondition(users >= 1 && batchSize >= 1 && users * batchSize <= pictures, "\(users) batches of \(batchSize)")
    precondition(refreshEpochs >= 1, "laws hold for an epoch at least")
    precondition(zip(capturedEpochs, capturedEpochs.dropFirst()).allSatisfy(<), "epochs in order")
    self.model = model
    self.scheme = scheme
    self.pictures = pictures
    self.testPictures = testPictures
    self.epochs = epochs
    self.users = users
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentDecay = momentDecay
    self.capturedEpochs = capturedEpochs
    self.refreshEpochs = refreshEpochs
    self.nullRepetitions = nullRepetitions
    self.seed = seed
  }

  /// The streams of the training.
  var streams: Streams { Streams(seed: seed) }

  /// Which rounds make an epoch.
  var schedule: EpochSchedule {
    EpochSchedule(pictures: pictures, picturesPerRound: users * batchSize, epochs: epochs)
  }

  /// The result from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again, four numbers a parameter at most.
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(120)
  ) async throws -> CO3Result {
    let key = try RunKey(experiment: "co3", version: 1, options: self, data: data.digests)
    switch scheme {
    case .fullComputation:
      return try await cache.result(key, jobs: jobs, keepingStateEvery: interval) {
        try CO3Run(self, with: IdentityCodec(), on: data)
      }
    case .converted(let conversion):
      let codec = conversion.codec(refreshInterval: refreshEpochs * schedule.rounds(of: 0).count)
      return try await cache.result(key, jobs: jobs, keepingStateEvery: interval) {
        try CO3Run(self, with: codec, on: data)
      }
    }
  }
}
