import Autodiff
import Testing

/// Steps worked by hand, and rates over time.
@Suite struct OptimizerTests {
  /// Numbers of few binary digits: every product and sum is exact. v: 4, 0.5 · 4 + 8 = 10, 0.5 · 10 − 4 = 1.
  @Test func momentumByHand() {
    var optimizer = SGD(learningRate: .constant(0.25), momentum: 0.5)
    var w = Tensor([17], Array(repeating: 1, count: 17))
    for (gradient, expected) in [(4, 0), (8, -2.5), (-4, -2.75)] as [(Float, Float)] {
      optimizer.update(&w, gradient: Tensor(repeating: gradient, [17]))
      #expect(w.scalars == Array(repeating: expected, count: 17))
    }
    #expect(optimizer.step == 3)
    #expect(optimizer.velocity?.scalars == Array(repeating: 1, count: 17))
  }

  @Test func plainDescentByHand() {
    var optimizer = SGD(learningRate: .stepwise(initial: 0.5, factor: 0.5, at: [1]))
    var w = Tensor([3], [1, 2, 3])
    optimizer.update(&w, gradient: Tensor([3], [2, 0, -2]))
    #expect(w.scalars == [0, 2, 4])
    optimizer.update(&w, gradient: Tensor([3], [4, 0, -4]))
    #expect(w.scalars == [-1, 2, 5])
    #expect(optimizer.velocity == nil)
  }

  /// Golden: Algorithm 1 of Kingma and Ba in double precision (Python), α = 0.1, on the gradients below; per step some ten
  /// roundings of numbers of size 2.
  ///
  ///     m = b1*m + (1-b1)*g; v = b2*v + (1-b2)*g**2
  ///     w -= a*(m/(1-b1**t))/(math.sqrt(v/(1-b2**t)) + eps)
  @Test func adamAgainstAlgorithm1() {
    var optimizer = Adam(learningRate: .constant(0.1))
    var w = Tensor([3], [1, -2, 0.5])
    let gradients: [[Float]] = [[0.1, -3, 0], [0.2, 1, 0], [-0.4, 2, 5]]
    let expected: [[Double]] = [
      [0.900000009999999, -1.9000000003333333, 0.5], [0.803481813521253, -1.8599781433169098, 0.5],
      [0.8228612582897091, -1.8680079067635196, 0.43611864028132935],
    ]
    for (gradient, values) in zip(gradients, expected) {
      optimizer.update(&w, gradient: Tensor([3], gradient))
      #expect(deviation(w, from: Numbers([3], values)) <= 10 * 0x1p-24)
    }
    #expect(optimizer.step == 3)
  }

  /// A copy of an optimizer goes its own way.
  @Test func optimizersAreValues() {
    var first = SGD(learningRate: .constant(1), momentum: 0.5)
    var a = Tensor([1], [0])
    first.update(&a, gradient: Tensor([1], [1]))
    var second = first, b = a
    second.update(&b, gradient: Tensor([1], [4]))
    first.update(&a, gradient: Tensor([1], [0]))
    #expect(a.scalars == [-1.5])
    #expect(b.scalars == [-5.5])
  }

  /// Parameters that share memory with another tensor, or with the gradient, change alone.
  @Test func otherHoldersOfTheParametersKeepThem() {
    var optimizer = SGD(learningRate: .constant(0.5))
    var w = Tensor([2], [1, 2])
    let before = w
    optimizer.update(&w, gradient: before)
    #expect(w.scalars == [0.5, 1])
    #expect(before.scalars == [1, 2])
  }

  @Test func stepwiseRate() {
    let rate = LearningRate.stepwise(initial: 0.5, factor: 0.5, at: [2, 4])
    #expect((0...5).map { rate.value(at: $0) } == [0.5, 0.5, 0.25, 0.25, 0.125, 0.125])
  }

  @Test func exponentialRate() {
    let rate = LearningRate.exponential(initial: 2, factor: 0.25, period: 2)
    for (step, expected) in [2, 1, 0.5, 0.25].enumerated() {
      #expect(abs(rate.value(at: step) - Float(expected)) <= 1e-6)
    }
    #expect(LearningRate.constant(0.1).value(at: 1_000_000) == 0.1)
  }
}
