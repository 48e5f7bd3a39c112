extension ParityCheckMatrix {
  /// Reads a matrix in the alist format of MacKay's "Encyclopedia of sparse graph codes".
  ///
  /// Lines of whole numbers: the columns and the rows; the greatest degree of each; the degrees of the columns; those of
  /// the rows; then a line for each column with its rows and a line for each row with its columns, counted from 1. Zeros
  /// that fill lists to the greatest degree may stand or not. Both lists must describe the same matrix.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where the text is anything else.
  /// - Complexity: O(bytes + *edges* log *edges*); no number in the text makes it take more.
  public init(alist: [UInt8]) throws(SlepianWolfError) {
    var lines = AlistLines(alist)
    let sizes = try lines.next("numbers of columns and rows", count: 2)
    let greatest = try lines.next("greatest degrees", count: 2)
    let columnDegrees = try lines.next("column degrees", count: sizes[0])
    let rowDegrees = try lines.next("row degrees", count: sizes[1])
    guard columnDegrees.max() ?? 0 == greatest[0], rowDegrees.max() ?? 0 == greatest[1] else {
      throw .invalid("greatest degrees of \(greatest)", expected: "those of the lists")
    }
    let columns = try columnDegrees.map { degree throws(SlepianWolfError) in
      try lines.nextIndices("rows of a column", count: degree, below: sizes[1], paddedTo: greatest[0])
    }
    let rows = try rowDegrees.map { degree throws(SlepianWolfError) in
      try lines.nextIndices("columns of a row", count: degree, below: sizes[0], paddedTo: greatest[1])
    }
    try lines.expectEnd()
    try self.init(columnCount: sizes[0], rows: rows)
    for (column, list) in columns.enumerated() {
      guard edges(ofColumn: column).map({ Int(self.rows[Int($0)]) }) == list.sorted() else {
        throw .invalid("rows of column \(column)", expected: "those whose lists have it")
      }
    }
  }

  /// The matrix in the alist format, lists filled with zeros.
  public var alist: String {
    func line(_ numbers: some Sequence<Int>) -> String { numbers.map(String.init).joined(separator: " ") + "\n" }
    func padded(_ list: some Collection<Int>, _ count: Int) -> String {
      line(list.map { $0 + 1 } + repeatElement(0, count: count - list.count))
    }
    let (columnDegrees, rowDegrees) = (columnDegrees, rowDegrees)
    let greatest = [columnDegrees.max() ?? 0, rowDegrees.max() ?? 0]
    var text = line([columnCount, rowCount]) + line(greatest) + line(columnDegrees) + line(rowDegrees)
    for column in 0..<columnCount { text += padded(edges(ofColumn: column).map { Int(rows[Int($0)]) }, greatest[0]) }
    for row in 0..<rowCount { text += padded(columns[edges(ofRow: row)].map { Int($0) }, greatest[1]) }
    return text
  }
}

/// The lines of an alist text, each of whole numbers.
private struct AlistLines {
  private var lines: ArraySlice<ArraySlice<UInt8>>

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
  }

  /// The numbers of the next line, which must be `count`.
  mutating func next(_ name: String, count: Int) throws(SlepianWolfError) -> [Int] {
    let numbers = try next(name)
    guard numbers.count == count else { throw .invalid("\(numbers.count) \(name)", expected: "\(count)") }
    return numbers
  }

  /// The indices, from 0, in a line that counts from 1 and may be filled with zeros.
  mutating func nextIndices(
    _ name: String, count: Int, below bound: Int, paddedTo length: Int
  ) throws(SlepianWolfError) -> [Int] {
    let numbers = try next(name)
    guard numbers.count == count || numbers.count == length, numbers.dropFirst(count).allSatisfy({ $0 == 0 }) else {
      throw .invalid("\(numbers.count) \(name)", expected: "\(count), then zeros")
    }
    for number in numbers.prefix(count) where !(1...max(bound, 1)).contains(number) {
      throw .invalid("\(number) among \(name)", expected: "1 to \(bound)")
    }
    return numbers.prefix(count).map { $0 - 1 }
  }

  /// Makes sure that nothing but blanks follows.
  mutating func expectEnd() throws(SlepianWolfError) {
    while !lines.isEmpty { _ = try next("numbers after the last row", count: 0) }
  }

  private mutating func next(_ name: String) throws(SlepianWolfError) -> [Int] {
    guard let line = lines.popFirst() else { throw .invalid("the end", expected: name) }
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
    return try words.map { word throws(SlepianWolfError) in
      let text = String(decoding: word.prefix(20), as: UTF8.self)
      guard word.allSatisfy({ (48...57).contains($0) }), let number = Int32(text) else {
        throw .invalid("\(text) in \(name)", expected: "a whole number below 2^31")
      }
      return Int(number)
    }
  }
}
