import Glibc

/// A rule that turns gradients into steps of the parameters. What it keeps between steps is stored with it.
public protocol Optimizer: Sendable, Codable {
  /// Takes one step against a gradient of the parameters' shape.
  mutating func update(_ parameters: inout Tensor, gradient: Tensor)
  /// Whether what it keeps is of so many parameters, or nothing yet; what was stored may be of others.
  func fits(parameterCount: Int) -> Bool
}

/// The learning rate η as a function of the number of steps taken.
public enum LearningRate: Sendable, Codable, Equatable {
  case constant(Float)
  /// `initial` times `factor` for each of `steps` that has been reached.
  case stepwise(initial: Float, factor: Float, at: [Int])
  /// `initial` times `factor` raised to step / `period`.
  case exponential(initial: Float, factor: Float, period: Int)

  /// η for step 0, 1, ...
  public func value(at step: Int) -> Float {
    switch self {
    case .constant(let rate): rate
    case .stepwise(let initial, let factor, let steps):
      steps.reduce(initial) { step >= $1 ? $0 * factor : $0 }
    case .exponential(let initial, let factor, let period):
      initial * Glibc.powf(factor, Float(step) / Float(period))
    }
  }
}

/// Stochastic gradient descent with momentum: v ← μ v + g, w ← w − η v.
public struct SGD: Optimizer {
  /// η.
  public let learningRate: LearningRate
  /// μ.
  public let momentum: Float
  /// Steps taken.
  public private(set) var step = 0
  /// v.
  public private(set) var velocity: Tensor?

  public init(learningRate: LearningRate, momentum: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
  }

  public mutating func update(_ parameters: inout Tensor, gradient: Tensor) {
    precondition(gradient.count == parameters.count, "\(gradient.count) numbers for \(parameters.count) parameters")
    let rate = learningRate.value(at: step)
    step += 1
    let w = parameters.mutablePointer, g = gradient.pointer
    if momentum == 0 {
      return forEachVector(gradient.count) { i, lanes in
        store(load(w + i, lanes) - rate * load(g + i, lanes), w + i, lanes)
      }
    }
    var velocity = self.velocity ?? Tensor(zeros: gradient.shape)
    self.velocity = nil
    let v = velocity.mutablePointer
    forEachVector(gradient.count) { i, lanes in
      let next = momentum * load(v + i, lanes) + load(g + i, lanes)
      store(next, v + i, lanes)
      store(load(w + i, lanes) - rate * next, w + i, lanes)
    }
    self.velocity = velocity
  }

  public func fits(parameterCount: Int) -> Bool { velocity.map { $0.count == parameterCount } ?? true }
}

/// Adam (Kingma and Ba 2015, Algorithm 1).
public struct Adam: Optimizer {
  /// α.
  public let learningRate: LearningRate
  /// β₁, β₂ and ε.
  public let firstDecay: Float, secondDecay: Float, epsilon: Float
  /// Steps taken.
  public private(set) var step = 0
  private var moments: Moments?

  /// m and v.
  private struct Moments: Codable {
    var first: Tensor, second: Tensor
  }

  public init(
    learningRate: LearningRate = .constant(1e-3), firstDecay: Float = 0.9, secondDecay: Float = 0.999,
    epsilon: Float = 1e-8
  ) {
    self.learningRate = learningRate
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
  }

  public mutating func update(_ parameters: inout Tensor, gradient: Tensor) {
    precondition(gradient.count == parameters.count, "\(gradient.count) numbers for \(parameters.count) parameters")
    var moments = self.moments ?? Moments(first: Tensor(zeros: gradient.shape), second: Tensor(zeros: gradient.shape))
    self.moments = nil
    let rate = learningRate.value(at: step)
    step += 1
    let firstScale = Float(1 / (1 - Glibc.pow(Double(firstDecay), Double(step))))
    let secondScale = Float(1 / (1 - Glibc.pow(Double(secondDecay), Double(step))))
    let w = parameters.mutablePointer, g = gradient.pointer
    let m = moments.first.mutablePointer, v = moments.second.mutablePointer
    forEachVector(gradient.count) { i, lanes in
      let gradient = load(g + i, lanes)
      let first = firstDecay * load(m + i, lanes) + (1 - firstDecay) * gradient
      let second = secondDecay * load(v + i, lanes) + (1 - secondDecay) * gradient * gradient
      store(first, m + i, lanes)
      store(second, v + i, lanes)
      let step = rate * (first * firstScale) / ((second * secondScale).squareRoot() + epsilon)
      store(load(w + i, lanes) - step, w + i, lanes)
    }
    self.moments = moments
  }

  public func fits(parameterCount: Int) -> Bool {
    moments.map { $0.first.count == parameterCount && $0.second.count == parameterCount } ?? true
  }
}
