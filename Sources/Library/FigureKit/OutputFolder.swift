import Foundation

/// A folder in which files appear whole or not at all.
///
/// A file is written beside its place under a name that ends in `.partial`, brought to disk and then renamed.
public struct OutputFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// Makes the folder, with those above it, where it does not exist.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)``.
  public init(_ path: String) throws(FigureError) {
    var place = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      place += (place.isEmpty || place == "/" ? "" : "/") + part
      guard mkdir(place, 0o755) == 0 || errno == EEXIST || errno == EISDIR else {
        throw .cannotCreate(path: place, reason: Self.lastReason)
      }
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .cannotCreate(path: path, reason: "a file of this name is there")
    }
    self.path = path
  }

  /// The path of a file in the folder.
  public func path(of name: String) -> String { path + "/" + name }

  /// Makes an empty folder inside for files that are not finished.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)``.
  public func staging(for name: String) throws(FigureError) -> OutputFolder {
    try OutputFolder(self.path(of: ".\(name)-\(Self.uniqueSuffix).partial"))
  }

  /// Writes a file whole or not at all.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)`` or ``FigureError/cannotWrite(path:reason:)``.
  public func write(_ content: Data, to name: String) throws(FigureError) {
    let beside = path(of: ".\(name)-\(Self.uniqueSuffix).partial")
    defer { unlink(beside) }
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path: path(of: name), reason: Self.lastReason) }
    defer { close(descriptor) }
    var offset = 0
    while offset < content.count {
      let written = content.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .cannotWrite(path: path(of: name), reason: Self.lastReason) }
      offset += written
    }
    guard fsync(descriptor) == 0, rename(beside, path(of: name)) == 0 else {
      throw .cannotWrite(path: path(of: name), reason: Self.lastReason)
    }
    try sync()
  }

  /// Moves files of `staging` here, in the order of `names`, each over an older one.
  ///
  /// - Throws: ``FigureError/cannotWrite(path:reason:)``.
  public func adopt(_ names: [String], from staging: OutputFolder) throws(FigureError) {
    for name in names { try Self.sync(staging.path(of: name)) }
    for name in names {
      guard rename(staging.path(of: name), path(of: name)) == 0 else {
        throw .cannotWrite(path: path(of: name), reason: Self.lastReason)
      }
    }
    try sync()
  }

  /// Removes the folder and what is in it; it is no error when that fails.
  public func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Brings the names in the folder to disk.
  private func sync() throws(FigureError) { try Self.sync(path) }

  private static func sync(_ path: String) throws(FigureError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, reason: lastReason) }
  }

  /// Differs between processes and between calls.
  private static var uniqueSuffix: String { String(UUID().uuidString.prefix(8)) }

  private static var lastReason: String { String(cString: strerror(errno)) }
}
