import Autodiff
import Randomness
import Testing

/// Functions of single numbers, arithmetic and losses against plain loops.
@Suite struct ElementwiseTests {
  static let shapes = [[1], [17], [1, 33], [5, 31], [2, 3, 5, 3]]

  @Test(arguments: seeded(from: 1, shapes))
  func functions(_ seed: UInt64, shape: [Int]) {
    var rng = Streams(seed: seed).generator("elementwise")
    let x = Numbers(normal: shape, scale: 3, using: &rng)
    // One rounding of the function and one of the argument, behind a library function good to 2 u or so.
    OperationCheck(inputs: [x], terms: 1, kink: { $0[0] }, onTape: { $0.relu($1[0]) }, reference: { $0[0].relu() })
      .expectAgreement(seed: seed)
    OperationCheck(inputs: [x], terms: 1, onTape: { $0.tanh($1[0]) }, reference: { $0[0].tanh() })
      .expectAgreement(seed: seed)
    OperationCheck(inputs: [x], terms: 1, onTape: { $0.sigmoid($1[0]) }, reference: { $0[0].sigmoid() })
      .expectAgreement(seed: seed)
  }

  @Test(arguments: seeded(from: 11, shapes))
  func arithmetic(_ seed: UInt64, shape: [Int]) {
    var rng = Streams(seed: seed).generator("elementwise")
    let inputs = [Numbers(normal: shape, using: &rng), Numbers(normal: shape, using: &rng)]
    OperationCheck(inputs: inputs, terms: 2, onTape: { $0.sum($1[0], $1[1]) }, reference: { $0[0].combined($0[1], +) })
      .expectAgreement(seed: seed)
    OperationCheck(
      inputs: inputs, terms: 1, onTape: { $0.product(elementwise: $1[0], $1[1]) },
      reference: { $0[0].combined($0[1], *) }
    ).expectAgreement(seed: seed)
    OperationCheck(
      inputs: [inputs[0]], terms: 1, onTape: { $0.product(elementwise: $1[0], $1[0]) },
      reference: { $0[0].combined($0[0], *) }
    ).expectAgreement(seed: seed)
  }

  /// Saturated functions are flat: the gradient of tanh and the sigmoid at ±100 is 0 and the value exact.
  @Test func saturatedFunctions() {
    var tape = Tape()
    let x = tape.variable(Tensor([4], [-100, 100, -0.0, 0]))
    let y = tape.sum(tape.tanh(x), tape.sigmoid(x))
    #expect(tape.value(y).scalars == [-1, 2, 0.5, 0.5])
    #expect(tape.gradients(of: y)[x].scalars == [0, 0, 1.25, 1.25])
  }

  /// At its kink the derivative of ReLU is taken as 0.
  @Test func reluAtZeroIsFlat() {
    var tape = Tape()
    let x = tape.variable(Tensor([3], [-0.0, 0, .leastNormalMagnitude]))
    let y = tape.relu(x)
    #expect(tape.gradients(of: y)[x].scalars == [0, 0, 1])
  }

  /// What has gone wrong shows: ReLU of no number is no number.
  @Test func reluKeepsWhatIsNotANumber() {
    var tape = Tape()
    let x = tape.constant(Tensor([2, 1], [.nan, -1]))
    let one = tape.constant(Tensor([1, 1], [1])), zero = tape.constant(Tensor([1], [0]))
    let (alone, fused) = (tape.relu(x), tape.dense(x, kernel: one, bias: zero, activation: .relu))
    for y in [alone, fused] {
      #expect(tape.value(y).scalars[0].isNaN)
      #expect(tape.value(y).scalars[1] == 0)
    }
  }

  @Test(arguments: seeded(from: 21, [(1, 2), (1, 10), (7, 3), (17, 10), (5, 33)]))
  func softmaxCrossEntropy(_ seed: UInt64, size: (rows: Int, classes: Int)) {
    var rng = Streams(seed: seed).generator("loss")
    let logits = Numbers(normal: [size.rows, size.classes], scale: 4, using: &rng)
    let labels = (0..<size.rows).map { _ in Int32(rng.index(below: size.classes)) }
    OperationCheck(
      inputs: [logits], terms: size.classes,
      onTape: { $0.softmaxCrossEntropy($1[0], labels: labels) },
      reference: { $0[0].softmaxCrossEntropy(labels: labels) }
    ).expectAgreement(seed: seed)
  }

  @Test(arguments: seeded(from: 25, [(1, 2), (1, 10), (7, 3), (17, 10), (5, 33)]))
  func softmax(_ seed: UInt64, size: (rows: Int, classes: Int)) {
    var rng = Streams(seed: seed).generator("softmax")
    let logits = Numbers(normal: [size.rows, size.classes], scale: 2, using: &rng)
    OperationCheck(
      inputs: [logits], terms: size.classes, onTape: { $0.softmax($1[0]) }, reference: { $0[0].softmax() }
    ).expectAgreement(seed: seed)
  }

  /// −log softmax stays finite where the exponentials would not: 200 nats for the least likely of three logits.
  @Test func softmaxCrossEntropyOfExtremeLogits() {
    var tape = Tape()
    let logits = tape.variable(Tensor([2, 3], [1000, 900, 800, -1000, -1000, -1000]))
    let loss = tape.softmaxCrossEntropy(logits, labels: [2, 0])
    #expect(abs(tape.value(loss).scalar - (200 + 1.0986123) / 2) <= 1e-5)
    let expected = Numbers([2, 3], [0.5, 0, -0.5, -1 / 3.0, 1 / 6.0, 1 / 6.0])
    #expect(deviation(tape.gradients(of: loss)[logits], from: expected) <= 1e-6)
  }

  @Test(arguments: seeded(from: 31, [[1, 1], [1, 17], [5, 31], [2, 3, 3, 2]]))
  func meanSquaredError(_ seed: UInt64, shape: [Int]) {
    var rng = Streams(seed: seed).generator("loss")
    let inputs = [Numbers(normal: shape, using: &rng), Numbers(normal: shape, using: &rng)]
    OperationCheck(
      inputs: inputs, terms: inputs[0].count,
      onTape: { $0.meanSquaredError($1[0], $1[1]) }, reference: { $0[0].meanSquaredError($0[1]) }
    ).expectAgreement(seed: seed)
  }
}
