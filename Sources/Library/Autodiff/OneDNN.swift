import COneDNN

/// oneDNN's processor engine and matrix product, through its C interface.
enum OneDNN {
  /// The engine of the processor, made once. It has no state that changes.
  nonisolated(unsafe) static let engine: dnnl_engine_t? = {
    var engine: dnnl_engine_t?
    check(dnnl_engine_create(&engine, dnnl_cpu, 0), "engine")
    return engine
  }()

  /// Ends the program when a call fails: arguments are ours and checked, so a failure is a bug or lack of memory.
  static func check(_ status: dnnl_status_t, _ what: @autoclosure () -> String) {
    precondition(status == dnnl_success, "oneDNN: \(what()) failed with status \(status.rawValue)")
  }

  /// Makes oneDNN compute on the calling thread alone, so that results do not depend on the number of threads.
  @inline(__always)
  static func useCallingThread() { omp_set_num_threads(1) }

  /// C <- α op(A) op(B) + β C for row-major matrices; op transposes where told.
  ///
  /// - Parameters:
  ///   - rows: Rows of op(A) and C.
  ///   - columns: Columns of op(B) and C.
  ///   - inner: Columns of op(A), rows of op(B).
  ///   - aStride, bStride, cStride: Numbers from one row of A, B or C to the next; nil where rows follow each other.
  static func product(
    _ a: UnsafePointer<Float>, aStride: Int? = nil, transposed transposesA: Bool = false,
    _ b: UnsafePointer<Float>, bStride: Int? = nil, transposed transposesB: Bool = false,
    rows: Int, columns: Int, inner: Int, accumulates: Bool = false, into c: UnsafeMutablePointer<Float>,
    cStride: Int? = nil
  ) {
    useCallingThread()
    let no = CChar(UInt8(ascii: "N")), yes = CChar(UInt8(ascii: "T"))
    check(
      dnnl_sgemm(
        transposesA ? yes : no, transposesB ? yes : no, dnnl_dim_t(rows), dnnl_dim_t(columns), dnnl_dim_t(inner), 1,
        a, dnnl_dim_t(aStride ?? (transposesA ? rows : inner)), b,
        dnnl_dim_t(bStride ?? (transposesB ? inner : columns)), accumulates ? 1 : 0, c,
        dnnl_dim_t(cStride ?? columns)),
      "matrix product")
  }
}
