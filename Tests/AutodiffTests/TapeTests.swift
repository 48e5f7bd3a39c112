import Autodiff
import Randomness
import Testing

/// How gradients find their way over a tape: one variable in several places, long chains, gradients that are computed
/// only where they are needed.
@Suite struct TapeTests {
  /// x goes into a pooling, a ReLU, a normalisation and a convolution, whose gradients (two of them computed
  /// when asked for) meet again; with the variable itself behind, and behind an operation.
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [false, true])
  func oneVariableInManyPlaces(seed: UInt64, isBehindAnOperation: Bool) {
    var rng = Streams(seed: seed).generator("places")
    let x = Numbers(distinct: [3, 4, 5, 4], using: &rng).map { $0 + 1 / 64 }
    let kernel = Numbers(normal: [3, 3, 4, 4], using: &rng)
    let affine = (0..<2).map { _ in Numbers(normal: [4], using: &rng) }
    let loop = ReferenceConvolution(x: x.shape, kernel: kernel.shape, stride: 1, padding: Padding(1), groups: 1)
    OperationCheck(
      inputs: [x, kernel] + affine, terms: loop.terms + 4,
      onTape: { tape, v in
        let x = isBehindAnOperation ? tape.zeroPadding(v[0], .valid) : v[0]
        let branches = [
          tape.maxPooling(x, window: 3, stride: 1, padding: Padding(1)),
          tape.relu(x),
          tape.batchNormalization(x, scale: v[2], offset: v[3], adding: x),
          tape.convolution(x, kernel: v[1], padding: Padding(1)),
          tape.averagePooling(x, window: 3, stride: 1, padding: Padding(1)),
        ]
        return branches.dropFirst().reduce(branches[0]) { tape.sum($0, $1) }
      },
      reference: { v in
        let branches = [
          v[0].pooled(window: 3, stride: 1, padding: Padding(1)) { $0.max() ?? 0 },
          v[0].relu(),
          v[0].normalized(scale: v[2], offset: v[3], epsilon: 1e-3).combined(v[0], +),
          loop(v[0], v[1]),
          v[0].pooled(window: 3, stride: 1, padding: Padding(1)) { $0.reduce(0, +) / Double($0.count) },
        ]
        return branches.dropFirst().reduce(branches[0]) { $0.combined($1, +) }
      }
    ).expectAgreement(seed: seed)
  }

  /// A pooling's gradient, computed when asked for, reaches each operation that needs it whole or block by block.
  @Test(arguments: 0..<7)
  func deferredGradientsReachEveryOperation(number: Int) {
    var rng = Streams(seed: 11).generator("deferred", worker: number)
    let x = Numbers(normal: [2, 4, 4, 3], using: &rng), kernel = Numbers(normal: [3, 3, 3, 3], using: &rng)
    let ones = Numbers([3], [1, 1, 1]), zeros = Numbers(zeros: [3])
    let loop = ReferenceConvolution(x: x.shape, kernel: kernel.shape, stride: 1, padding: Padding(1), groups: 1)
    let operations: [(tape: (inout Tape, Variable) -> Variable, loop: (Numbers) -> Numbers)] = [
      ({ $0.tanh($1) }, { $0.tanh() }),
      ({ $0.product(elementwise: $1, $1) }, { $0.combined($0, *) }),
      ({ $0.concatenation([$1, $1]) }, { Numbers.concatenation([$0, $0]) }),
      ({ $0.cropping($1, Padding(1)) }, { $0.framed(top: -1, bottom: -1, left: -1, right: -1) }),
      (
        { $0.batchNormalization($1, scale: $0.constant(ones.tensor), offset: $0.constant(zeros.tensor)) },
        { $0.normalized(scale: ones, offset: zeros, epsilon: 1e-3) }
      ),
      (
        { $0.convolution($1, kernel: $0.constant(kernel.tensor), padding: Padding(1)) },
        { loop($0, kernel) }
      ),
      ({ $0.averagePooling($1, window: 2, stride: 1) }, { $0.pooled(window: 2, stride: 1) { $0.reduce(0, +) / 4 } }),
    ]
    let (tape, loopOfIt) = operations[number]
    OperationCheck(
      inputs: [x], terms: 32,
      onTape: {
        let y = tape(&$0, $1[0])
        return $0.averagePooling(y, window: 2, stride: 1)
      },
      reference: { loopOfIt($0[0]).pooled(window: 2, stride: 1) { $0.reduce(0, +) / Double($0.count) } }
    ).expectAgreement(seed: 11)
  }

  /// y ← x + tanh(y W) a hundred times over.
  @Test(arguments: 21...22 as ClosedRange<UInt64>)
  func deepChain(seed: UInt64) {
    var rng = Streams(seed: seed).generator("chain")
    let inputs = [Numbers(normal: [2, 3], using: &rng), Numbers(normal: [3, 3], scale: 0.2, using: &rng)]
    OperationCheck(
      inputs: inputs, terms: 4 * 100,
      onTape: { tape, v in
        (0..<100).reduce(v[0]) { y, _ in
          let z = tape.product(y, v[1])
          return tape.sum(v[0], tape.tanh(z))
        }
      },
      reference: { v in (0..<100).reduce(v[0]) { y, _ in v[0].combined(y.product(v[1]).tanh(), +) } }
    ).expectAgreement(seed: seed)
  }

  /// What the output does not depend on has gradient zero; the output itself, one.
  @Test func gradientsAtTheEnds() {
    var tape = Tape()
    let x = tape.variable(Tensor([2], [1, 2])), unused = tape.variable(Tensor([2, 2], [1, 2, 3, 4]))
    let after = tape.tanh(x)
    let y = tape.sum(x, x)
    _ = tape.product(elementwise: after, y)
    let gradients = tape.gradients(of: y)
    #expect(gradients[x].scalars == [2, 2])
    #expect(gradients[unused].scalars == [0, 0, 0, 0])
    #expect(gradients[y].shape == [2])
    #expect(gradients.parameters.shape == [1, 0])

    var short = Tape()
    let alone = short.variable(Tensor([3], [1, 2, 3]))
    #expect(short.gradients(of: alone)[alone].scalars == [1, 1, 1])
  }

  /// A tape is a value: one taken on from a copy leaves the other as it was.
  @Test func tapesAreValues() {
    var tape = Tape()
    let x = tape.variable(Tensor([1], [3]))
    let y = tape.product(elementwise: x, x)
    var copy = tape
    let z = copy.product(elementwise: y, x)
    #expect(copy.gradients(of: z)[x].scalars == [27])
    #expect(tape.gradients(of: y)[x].scalars == [6])
    #expect(tape.value(y).scalars == [9])
  }
}
