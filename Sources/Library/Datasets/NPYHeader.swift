/// The header of an ``NPYArray``'s file: a dictionary with the keys `descr`, `fortran_order` and `shape`, each once, in any order.
struct NPYHeader {
  private(set) var isDouble = false
  private(set) var shape: [Int] = []
  private var rest: ArraySlice<UInt8>
  private let file: String

  /// Reads a header.
  ///
  /// - Throws: ``DatasetError/mismatch(file:offset:expected:found:)``.
  init(_ bytes: ArraySlice<UInt8>, file: String) throws(DatasetError) {
    rest = bytes
    self.file = file
    var missing = ["descr", "fortran_order", "shape"]
    try take("{")
    while !missing.isEmpty {
      let offset = rest.startIndex, key = try quoted()
      guard let place = missing.firstIndex(of: key) else { throw mismatch(offset, missing.joined(separator: " or ")) }
      missing.remove(at: place)
      try take(":")
      switch key {
      case "descr": isDouble = try isDoublePrecision()
      case "fortran_order": try takeFalse()
      default: shape = try extents()
      }
      if !missing.isEmpty || peek() == UInt8(ascii: ",") { try take(",") }
    }
    try take("}")
    guard peek() == nil else { throw mismatch(rest.startIndex, "the end of the header") }
  }

  private mutating func isDoublePrecision() throws(DatasetError) -> Bool {
    let offset = rest.startIndex, type = try quoted()
    guard type == "<f4" || type == "<f8" else { throw mismatch(offset, "'<f4' or '<f8'") }
    return type == "<f8"
  }

  private mutating func takeFalse() throws(DatasetError) {
    for letter in ["F", "a", "l", "s", "e"] as [Unicode.Scalar] { try take(letter, skippingSpaces: letter == "F") }
  }

  private mutating func extents() throws(DatasetError) -> [Int] {
    let start = rest.startIndex
    var extents: [Int] = []
    try take("(")
    while let byte = peek(), byte != UInt8(ascii: ")") {
      var extent = 0, digits = 0
      while let digit = rest.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit, digits < 18 {
        extent = 10 * extent + Int(digit - UInt8(ascii: "0"))
        digits += 1
        rest.removeFirst()
      }
      guard digits > 0 else { throw mismatch(rest.startIndex, "an extent") }
      extents.append(extent)
      if peek() != UInt8(ascii: ")") { try take(",") }
    }
    try take(")")
    guard 1...2 ~= extents.count else { throw mismatch(start, "one or two dimensions") }
    return extents
  }

  /// A word between quotation marks.
  private mutating func quoted() throws(DatasetError) -> String {
    let mark: Unicode.Scalar = peek() == UInt8(ascii: "\"") ? "\"" : "'"
    try take(mark)
    let word = rest.prefix { $0 != UInt8(ascii: mark) }
    rest = rest.dropFirst(word.count)
    try take(mark, skippingSpaces: false)
    return String(decoding: word, as: UTF8.self)
  }

  /// The next byte that is not a space or a line feed.
  private mutating func peek() -> UInt8? {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    return rest.first
  }

  private mutating func take(_ mark: Unicode.Scalar, skippingSpaces: Bool = true) throws(DatasetError) {
    if skippingSpaces { _ = peek() }
    guard rest.first == UInt8(ascii: mark) else { throw mismatch(rest.startIndex, "\(mark)") }
    rest.removeFirst()
  }

  private func mismatch(_ offset: Int, _ expected: String) -> DatasetError {
    let found = rest.prefix(20).map { 32..<127 ~= $0 ? String(UnicodeScalar($0)) : "." }.joined()
    return .mismatch(file: file, offset: offset, expected: expected, found: found.isEmpty ? "the end" : found)
  }
}
