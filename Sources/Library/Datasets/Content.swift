/// The pictures and labels that a parser found in the files of one split.
struct Content: Equatable {
  let height: Int, width: Int, channels: Int
  /// [image, row, column, channel].
  let pixels: [UInt8]
  /// In `0..<10`.
  let labels: [UInt8]
}

/// The bytes of one file and the name to give in errors.
struct NamedBytes: Sendable {
  let file: String
  let bytes: [UInt8]
}
