/// Why a data set could not be had from its files.
///
/// Offsets count bytes of the unpacked content, or of the file itself where it is packed and the packing is wrong.
public enum DatasetError: Error, Equatable, Sendable {
  /// The file is not there.
  case missing(file: String)
  /// The file is there and cannot be read.
  case unreadable(file: String, reason: String)
  /// From `offset` on, `expected` bytes were due and `found` are there.
  case truncated(file: String, offset: Int, expected: Int, found: Int)
  /// `found` bytes follow at `offset`, where the content ends.
  case trailing(file: String, offset: Int, found: Int)
  /// At `offset` stands `found`, not `expected`.
  case mismatch(file: String, offset: Int, expected: String, found: String)
  /// The label at `offset` is no class.
  case label(file: String, offset: Int, classCount: Int, found: Int)
  /// There are `found` labels for `expected` pictures.
  case labelCount(file: String, offset: Int, expected: Int, found: Int)
  /// The content grows past `limit` bytes at `offset`.
  case tooLarge(file: String, offset: Int, limit: Int)
  /// The packed content is damaged at `offset`.
  case corrupt(file: String, offset: Int, reason: String)
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let file):
      "\(file): no such file"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .truncated(let file, let offset, let expected, let found):
      "\(file): at byte \(offset): expected \(expected) bytes more, found \(found)"
    case .trailing(let file, let offset, let found):
      "\(file): at byte \(offset): expected the end, found \(found) bytes more"
    case .mismatch(let file, let offset, let expected, let found):
      "\(file): at byte \(offset): expected \(expected), found \(found)"
    case .label(let file, let offset, let classCount, let found):
      "\(file): at byte \(offset): expected a label below \(classCount), found \(found)"
    case .labelCount(let file, let offset, let expected, let found):
      "\(file): at byte \(offset): expected \(expected) labels, found \(found)"
    case .tooLarge(let file, let offset, let limit):
      "\(file): at byte \(offset): expected at most \(limit) bytes of content, found more"
    case .corrupt(let file, let offset, let reason):
      "\(file): at byte \(offset): damaged: \(reason)"
    }
  }
}
