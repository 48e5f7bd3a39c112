@testable import CompressiveSampling
import Testing

@Suite struct HadamardMatrixTests {
  /// Orders that the documentation says have no matrix here.
  static let missing = [
    188, 236, 376, 412, 428, 472, 532, 604, 612, 652, 668, 716, 732, 756, 764, 836, 852, 856, 876, 892, 940, 944, 956,
    980, 988, 996,
  ]

  /// H Hᵀ = n I for every order up to 1,000 that there is.
  @Test func allRowsAreOrthogonal() throws {
    var absent: [Int] = []
    for order in [1, 2] + stride(from: 4, through: 1_000, by: 4) {
      do throws(CompressiveSamplingError) {
        let matrix = try HadamardMatrix(order: order)
        #expect(matrix.order == order && matrix.hasOrthogonalRows, "order \(order)")
      } catch {
        #expect(error == .noHadamardMatrix(order: order))
        absent.append(order)
      }
    }
    #expect(absent == Self.missing)
  }

  /// An oracle without words: all sums of products, entry by entry.
  @Test(arguments: [1, 2, 4, 12, 20, 28, 36, 52, 92, 96, 100, 116, 156])
  func rowProducts(order: Int) throws {
    let matrix = try HadamardMatrix(order: order)
    for row in 0..<order {
      for other in 0...row {
        let product = (0..<order).reduce(0) { $0 + matrix[row, $1] * matrix[other, $1] }
        #expect(product == (row == other ? order : 0))
      }
    }
  }

  /// The sizes that the thesis names (Section 4.5) and the construction that its words lead to.
  @Test(
    arguments: [
      (96, .paley(11), 3), (100, .doubledPaley(49), 0), (192, .paley(11), 4), (200, .doubledPaley(49), 1),
      (288, .doubledPaley(17), 3), (320, .paley(19), 4), (384, .paley(11), 5), (512, .one, 9),
      (92, .fourCirculants(23), 0), (116, .miyamoto(29), 0), (324, .miyamoto(81), 0),
    ] as [(Int, HadamardConstruction.Core, Int)])
  func constructions(order: Int, core: HadamardConstruction.Core, doublings: Int) throws {
    let construction = try HadamardConstruction(order: order)
    #expect(construction.core == core && construction.doublings == doublings && construction.order == order)
  }

  @Test(arguments: [-4, 0, 3, 6, 998])
  func otherOrdersAreRefused(order: Int) {
    #expect(throws: CompressiveSamplingError.noHadamardMatrix(order: order)) { try HadamardMatrix(order: order) }
  }

  /// A wrong entry is noticed: the check can fail.
  @Test func theCheckFindsAWrongEntry() throws {
    let order = 96, matrix = try HadamardMatrix(order: order)
    let wrong = HadamardMatrix(order: order) { row, column in
      matrix.isNegative(row, column) != (row == 95 && column == 70)
    }
    #expect(!wrong.hasOrthogonalRows)
  }

  /// 5 is no order; 233 to 236 have none either, and 237 is no multiple of 4.
  @Test(arguments: [(1, 1), (2, 2), (3, 4), (5, 8), (230, 232), (233, 240), (513, 516), (1_000, 1_000)])
  func leastOrder(length: Int, order: Int) {
    #expect(HadamardConstruction.leastOrder(atLeast: length) == order)
  }
}
