import Autodiff
import Testing

/// Tensors are values, whatever memory they share.
@Suite struct TensorTests {
  private let tensor = Tensor([3, 2], [0, 1, 2, 3, 4, 5])

  @Test func changingAViewLeavesTheWholeAlone() {
    var view = tensor.rows(1..<3)
    view.withMutableSpan { $0[0] = 9 }
    #expect(view.scalars == [9, 3, 4, 5])
    #expect(tensor.scalars == [0, 1, 2, 3, 4, 5])
  }

  @Test func changingTheWholeLeavesAViewAlone() {
    var whole = tensor
    let view = whole.rows(1..<2)
    whole.withMutableSpan { $0[2] = 9 }
    #expect(view.scalars == [2, 3])
    #expect(whole.scalars == [0, 1, 9, 3, 4, 5])
  }

  @Test func changingACopyOrAnotherShapeLeavesTheOriginalAlone() {
    var copy = tensor, reshaped = tensor.reshaped([6])
    copy.withMutableSpan { $0[5] = 9 }
    reshaped.withMutableSpan { $0[0] = 7 }
    #expect(tensor.scalars == [0, 1, 2, 3, 4, 5])
    #expect(copy.scalars == [0, 1, 2, 3, 4, 9])
    #expect(reshaped.scalars == [7, 1, 2, 3, 4, 5])
  }

  /// A view whose whole is gone owns the memory: it is changed in place, and at its own offset.
  @Test func aViewAloneIsChangedInPlace() {
    var view = Tensor([3, 2], [0, 1, 2, 3, 4, 5]).rows(1..<3).rows(1..<2)
    let address = view.withSpan { $0.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
    view.withMutableSpan { $0[1] = 9 }
    #expect(view.scalars == [4, 9])
    #expect(view.withSpan { $0.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } } == address)
  }

  @Test func shapesAndViews() {
    #expect(tensor.rows(1..<2).shape == [1, 2])
    #expect(tensor.rows(3..<3).count == 0)
    #expect(tensor.reshaped([2, 3]).rows(1..<2).scalars == [3, 4, 5])
    #expect(tensor.rowCount == 3 && tensor.rowSize == 2)
    #expect(Tensor(repeating: 2, []).scalar == 2)
    #expect(Tensor(zeros: [0, 3]).scalars.isEmpty)
    #expect(
      Tensor([2]) {
        $0[0] = 1; $0[1] = 2
      }.scalars == [1, 2])
  }

  /// Sums of few small whole numbers are exact, and 17 elements take more than one vector.
  @Test func meanOfTensors() {
    let parts = (0..<4).map { k in Tensor([17], (0..<17).map { Float($0 * k) }) }
    #expect(Tensor(meanOf: parts).scalars == (0..<17).map { 1.5 * Float($0) })
    #expect(Tensor(meanOf: [parts[1]]).scalars == parts[1].scalars)
  }

  /// Parts are whole vectors: no count of threads changes a number, also where there are more threads than vectors.
  @Test(arguments: [1, 2, 3, 8], [1, 16, 17, 100])
  func meanOfTensorsOnThreads(jobs: Int, count: Int) async throws {
    let parts = (1...3).map { part in Tensor([count], (0..<count).map { Float(part * $0) / 7 }) }
    #expect(try await Tensor(meanOf: parts, jobs: jobs).scalars == Tensor(meanOf: parts).scalars)
  }

  @Test func rowsBeyondTheEndAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([3, 2], [0, 1, 2, 3, 4, 5]).rows(2..<4) }
  }

  @Test func shapesThatDoNotFitAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([3, 2], [0, 1]) }
    await #expect(processExitsWith: .failure) { _ = Tensor(zeros: [3, 2]).reshaped([5]) }
  }
}
