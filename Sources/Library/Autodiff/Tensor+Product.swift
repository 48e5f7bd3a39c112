extension Tensor {
  /// The product op(A) op(B) of this matrix A and another one B, where op transposes as told.
  ///
  /// - Precondition: both are matrices, and the columns of op(A) are as many as the rows of op(B).
  public func matrixProduct(
    _ other: Tensor, transposed transposesA: Bool = false, otherTransposed transposesB: Bool = false
  ) -> Tensor {
    MatrixProduct(transposesA: transposesA, transposesB: transposesB)
      .forward([self, other], ForwardContext(workerCount: 1)).value
  }
}
