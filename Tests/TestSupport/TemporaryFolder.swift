import Foundation

/// A folder that lasts as long as the value.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    path = FileManager.default.temporaryDirectory.path + "/telegrad-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The bytes of a file, or nil where there is none.
  public func content(_ name: String) -> Data? { FileManager.default.contents(atPath: path + "/" + name) }

  /// The text of a file, or nil.
  public func text(_ name: String) -> String? { content(name).map { String(decoding: $0, as: UTF8.self) } }

  /// The paths of files below the folder whose names end so, in order.
  public func files(_ ending: String) -> [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap { $0 as? String }
      .filter { $0.hasSuffix(ending) }.map { path + "/" + $0 }.sorted()
  }
}
