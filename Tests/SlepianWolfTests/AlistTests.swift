import Randomness
import SlepianWolf
import Testing

@Suite struct AlistTests {
  /// Written by `ldpc` 2.4.1 of the Python package index: `ldpc.alist.save_alist("h", hamming_code(3).toarray().T)`. It
  /// writes rows first, so that it is given the transpose; it fills no lists and leaves a blank at the ends of lines.
  private static let hamming = """
    7 3
    3 4
    1 1 2 1 2 2 3\u{20}
    4 4 4\u{20}
    3\u{20}
    2\u{20}
    2 3\u{20}
    1\u{20}
    1 3\u{20}
    1 2\u{20}
    1 2 3\u{20}
    4 5 6 7\u{20}
    2 3 6 7\u{20}
    1 3 5 7\u{20}

    """

  @Test func aFileOfAnotherToolIsRead() throws {
    let matrix = try ParityCheckMatrix(alist: Array(Self.hamming.utf8))
    #expect(try matrix == ParityCheckMatrix(columnCount: 7, rows: [[3, 4, 5, 6], [1, 2, 5, 6], [0, 2, 4, 6]]))
    #expect(matrix.rank == 3)
  }

  /// As MacKay's files have it, by hand: lists are filled with zeros.
  @Test func writingFillsLists() throws {
    let matrix = try ParityCheckMatrix(columnCount: 4, rows: [[2, 0], [0], []])
    #expect(matrix.alist == "4 3\n2 2\n2 0 1 0\n2 1 0\n1 2\n0 0\n1 0\n0 0\n1 3\n1 0\n0 0\n")
  }

  @Test(arguments: [(0, 0), (3, 0), (0, 2), (96, 48), (2_400, 1_200)])
  func whatIsWrittenIsReadBack(n: Int, rows: Int) throws {
    var rng = generator("matrix", 2)
    let degrees = (0..<n).map { _ in rng.index(below: min(rows, 5) + 1) }
    let matrix = try ParityCheckMatrix(growingEdgesFor: degrees, rowCount: rows, using: &rng)
    let read = try ParityCheckMatrix(alist: Array(matrix.alist.utf8))
    #expect(read == matrix)
    let windows = matrix.alist.replacing("\n", with: " \r\n")
    #expect(try ParityCheckMatrix(alist: Array(windows.utf8)) == matrix)
  }

  @Test(arguments: [
    ("", "0 numbers of columns and rows", "2"), ("2 1", "the end", "greatest degrees"),
    ("2 1 3", "3 numbers of columns and rows", "2"),
    ("2 x", "x in numbers of columns and rows", "a whole number below 2^31"),
    ("2 -1", "-1 in numbers of columns and rows", "a whole number below 2^31"),
    ("2 99999999999", "99999999999 in numbers of columns and rows", "a whole number below 2^31"),
    ("2147483647 2147483647\n1 1\n1\n", "1 column degrees", "2147483647"),
    ("2 1\n2 2\n1 1\n2\n1\n1\n1 2", "greatest degrees of [2, 2]", "those of the lists"),
    ("2 1\n1 2\n1 1\n2\n2\n1\n1 2", "2 among rows of a column", "1 to 1"),
    ("2 1\n1 2\n1 1\n2\n1\n1\n1 0", "0 among columns of a row", "1 to 2"),
    ("2 1\n1 2\n1 1\n2\n1\n1\n1", "1 columns of a row", "2, then zeros"),
    ("2 1\n1 2\n1 1\n2\n1\n1\n1 1", "column 0 twice in a row", "distinct columns"),
    ("2 2\n1 1\n1 1\n1 1\n1\n2\n2\n1", "rows of column 0", "those whose lists have it"),
    ("2 1\n1 2\n1 1\n2\n1\n1\n1 2\n3", "1 numbers after the last row", "0"),
  ])
  func otherTextsAreRefused(text: String, found: String, expected: String) {
    #expect(throws: SlepianWolfError.invalid(found, expected: expected)) {
      try ParityCheckMatrix(alist: Array(text.utf8))
    }
  }

  /// Valid texts with one to six changes: a matrix or a typed error, and both occur.
  @Test func changedTextsAreReadOrRefused() throws {
    var rng = generator("changes", 1)
    var (read, refused) = (0, 0)
    let seed = Array(try ParityCheckMatrix.regular(n: 12, rows: 6, seed: 1).alist.utf8)
    for _ in 0..<20_000 {
      var text = seed
      for _ in 0...rng.index(below: 6) {
        let place = rng.index(below: text.count)
        switch rng.index(below: 4) {
        case 0: text[place] = UInt8(ascii: "0") + UInt8(rng.index(below: 10))
        case 1: text[place] = UInt8(rng.index(below: 256))
        case 2: text.remove(at: place)
        default: text.insert(Array("\n 0-".utf8)[rng.index(below: 4)], at: place)
        }
      }
      do {
        let matrix = try ParityCheckMatrix(alist: text)
        read += matrix.columnCount < 1_000 ? 1 : 0
      } catch { refused += 1 }
    }
    #expect(read > 100 && refused > 1_000 && read + refused == 20_000)
  }
}
