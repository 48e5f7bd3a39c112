import Autodiff

/// The error of a gradient that is made of two quantized signals, as a form in their points (THESIS, Equation (3.6)):
///
///     J(α, β) = ‖G − G̃‖² + λ (Ḡ − βᵀP α)²,   G̃ = Σ_kl C_kl α_k β_l
///
/// α are the points of x, β those of δ. C_kl is the sum over the samples of the product of the indicators of cell k of x
/// and cell l of δ, P_kl the sum of its elements and Ḡ that of G. The traces that the thesis defines go by samples s, t,
///
///     D^(kl)_ij = tr(C_ki C_ljᵀ) = Σ_st (A_kᵀA_l)_st (B_iᵀB_j)_st,   E_ki = tr(C_ki Gᵀ) = Σ_st (A_kᵀX)_st (B_iᵀΔ)_st
///
/// so that neither C nor G is ever formed. Symbols of exact zeros are no cells.
///
/// > Note: λ is `biasWeight` / nm here. By Cauchy and Schwarz the second term is then at most `biasWeight` times the first.
public struct FactoredObjective: Sendable {
  /// ‖G‖².
  public let energy: Double
  /// Ḡ.
  let total: Double
  let lambda: Double
  /// [k][l][i][j].
  let d: [[[[Double]]]]
  /// [k][i].
  let e: [[Double]]
  /// [k][i], the transpose of the thesis' P.
  let p: [[Double]]

  /// Gathers the traces of a layer's signals.
  ///
  /// - Precondition: both have `sampleCount` rows, and formats of points.
  /// - Complexity: O(K²L²(n + m) + K⁴L²), the first by the matrix kernel.
  public init(
    input: [Float], quantized x: QuantizedSignal, delta: [Float], quantized y: QuantizedSignal, sampleCount: Int,
    biasWeight: Double
  ) {
    let a = CellProducts(input, x, sampleCount: sampleCount), b = CellProducts(delta, y, sampleCount: sampleCount)
    energy = a.trace(0, 0, b, 0, 0)
    total = zip(a.sums[0], b.sums[0]).reduce(0) { $0 + $1.0 * $1.1 }
    lambda = biasWeight * Double(sampleCount * sampleCount) / Double(max(1, input.count * delta.count))
    let k = 1...x.format.levelCount, i = 1...y.format.levelCount
    var d = k.map { _ in k.map { _ in i.map { _ in i.map { _ in 0.0 } } } }
    for (k1, k2) in k.flatMap({ k1 in (k1...x.format.levelCount).map { (k1, $0) } }) {
      for (i1, i2) in i.flatMap({ i1 in i.map { (i1, $0) } }) {
        let trace = a.trace(k1, k2, b, i1, i2)
        d[k1 - 1][k2 - 1][i1 - 1][i2 - 1] = trace
        d[k2 - 1][k1 - 1][i2 - 1][i1 - 1] = trace
      }
    }
    self.d = d
    e = k.map { k in i.map { i in a.trace(k, 0, b, i, 0) } }
    p = k.map { k in i.map { i in zip(a.sums[k], b.sums[i]).reduce(0) { $0 + $1.0 * $1.1 } } }
  }

  /// J at these points.
  public func value(input α: [Double], delta β: [Double]) -> Double {
    let form = inputForm(β)
    let product = form.matrix.indices.reduce(0) { $0 + α[$1] * dot(form.matrix[$1], α) }
    return energy + lambda * total * total + product - 2 * dot(form.right, α)
  }

  /// The points after some iterations of Algorithm 1: the best β for α, then the best α for β.
  ///
  /// Neither step raises J. Points of cells that do not matter stay as they are.
  public func minimized(
    input α: [Double], delta β: [Double], iterations: Int
  ) -> (input: [Double], delta: [Double]) {
    var (α, β) = (α, β)
    for _ in 0..<iterations {
      β = moved(β, to: deltaForm(α))
      α = moved(α, to: inputForm(β))
    }
    return (α, β)
  }

  /// Q + λppᵀ and r + λḠp of Equation (3.7), for α.
  private func inputForm(_ β: [Double]) -> SymmetricSystem {
    let q = d.map { $0.map { block in block.indices.reduce(0) { $0 + β[$1] * dot(block[$1], β) } } }
    return form(q, r: e.map { dot($0, β) }, p: p.map { dot($0, β) })
  }

  /// The same for β.
  private func deltaForm(_ α: [Double]) -> SymmetricSystem {
    let levels = e[0].indices, cells = α.indices
    func column(_ matrix: [[Double]], _ i: Int) -> Double { cells.reduce(0) { $0 + α[$1] * matrix[$1][i] } }
    let q = levels.map { i in
      levels.map { j in
        cells.reduce(0) { sum, k in sum + α[k] * cells.reduce(0) { $0 + α[$1] * d[k][$1][i][j] } }
      }
    }
    return form(q, r: levels.map { column(e, $0) }, p: levels.map { column(p, $0) })
  }

  private func form(_ q: [[Double]], r: [Double], p: [Double]) -> SymmetricSystem {
    SymmetricSystem(
      matrix: q.indices.map { i in q.indices.map { q[i][$0] + lambda * p[i] * p[$0] } },
      right: q.indices.map { r[$0] + lambda * total * p[$0] })
  }

  /// The minimum of a form, reached from `start`.
  private func moved(_ start: [Double], to form: SymmetricSystem) -> [Double] {
    var rest = form
    for i in start.indices { rest.right[i] -= dot(form.matrix[i], start) }
    return zip(start, rest.minimizer).map { $0 + $1 }
  }
}

/// Σ aᵢ bᵢ.
private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The products of all pairs of samples of a signal (index 0) and of the indicators of its cells (from 1 on).
private struct CellProducts {
  let gram: [Float]
  let sampleCount: Int
  let rowCount: Int
  /// The sums of the elements, by signal or cell, then by sample.
  let sums: [[Double]]

  init(_ values: [Float], _ quantized: QuantizedSignal, sampleCount: Int) {
    let width = values.count / sampleCount, first = quantized.format.firstLevel
    let rowCount = (1 + quantized.format.levelCount) * sampleCount
    let stack = Tensor([rowCount, width]) { stack in
      for index in 0..<values.count { stack[index] = values[index] }
      for index in values.count..<rowCount * width { stack[index] = 0 }
      for (index, symbol) in quantized.symbols.enumerated() where Int(symbol) >= first {
        stack[(Int(symbol) - first + 1) * values.count + index] = 1
      }
    }
    gram = stack.matrixProduct(stack, otherTransposed: true).scalars
    sums = stack.withSpan { stack in
      (0...quantized.format.levelCount).map { cell in
        (0..<sampleCount).map { sample in
          (0..<width).reduce(0) { $0 + Double(stack[(cell * sampleCount + sample) * width + $1]) }
        }
      }
    }
    self.sampleCount = sampleCount
    self.rowCount = rowCount
  }

  /// Σ_st of the products of blocks (k, l) here and (i, j) there.
  func trace(_ k: Int, _ l: Int, _ other: CellProducts, _ i: Int, _ j: Int) -> Double {
    let a = gram.span.bytes, b = other.gram.span.bytes
    var sums = SIMD8<Double>(), rest = 0.0
    for s in 0..<sampleCount {
      let row = (k * sampleCount + s) * rowCount + l * sampleCount
      let otherRow = (i * sampleCount + s) * other.rowCount + j * sampleCount
      for t in stride(from: 0, to: sampleCount - 7, by: 8) {
        let left = a.unsafeLoadUnaligned(fromByteOffset: 4 * (row + t), as: SIMD8<Float>.self)
        let right = b.unsafeLoadUnaligned(fromByteOffset: 4 * (otherRow + t), as: SIMD8<Float>.self)
        sums += SIMD8<Double>(left) * SIMD8<Double>(right)
      }
      for t in sampleCount / 8 * 8..<sampleCount { rest += Double(gram[row + t]) * Double(other.gram[otherRow + t]) }
    }
    return sums.sum() + rest
  }
}
