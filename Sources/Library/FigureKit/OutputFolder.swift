import Foundation

/// A folder in which files appear whole or not at all.
///
/// What is not finished stands under a name `.NAME-XXXXXXXX.partial` of its own, is brought to disk and then renamed. Its maker
/// holds a shared lock (`flock`) on it, which ends with the process however that ends: whoever opens the folder next removes
/// what no living process holds. On the folder itself makers hold a shared lock while they create, those who remove or move
/// an exclusive one.
public struct OutputFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// Makes the folder, with those above it, where it does not exist, and removes what stopped processes left unfinished in it.
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
    removeAbandoned()
  }

  /// The path of a file in the folder.
  public func path(of name: String) -> String { path + "/" + name }

  /// Runs `body` with an empty folder inside for files that are not finished, which is gone afterwards.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)``, or what `body` throws.
  public func withStaging<Value>(
    for name: String, _ body: (OutputFolder) async throws -> Value
  ) async throws -> Value {
    let place = unfinishedPath(name)
    let descriptor = try locked(LOCK_SH) { () throws(FigureError) in
      guard mkdir(place, 0o755) == 0 else { throw .cannotCreate(path: path(of: name), reason: Self.lastReason) }
      return try Self.openLocked(place, O_RDONLY)
    }
    defer {
      try? FileManager.default.removeItem(atPath: place)
      close(descriptor)
    }
    return try await body(OutputFolder(place))
  }

  /// Writes a file whole or not at all.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)``, or ``FigureError/cannotWrite(path:reason:)``, also where a device, a pipe
  ///   or a link has the name, which would be replaced by the file.
  public func write(_ content: Data, to name: String) throws(FigureError) {
    var there = stat()
    guard lstat(path(of: name), &there) != 0 || [S_IFREG, S_IFDIR].contains(there.st_mode & S_IFMT) else {
      throw .cannotWrite(path: path(of: name), reason: "a device, a pipe or a link is there, not a file")
    }
    let place = unfinishedPath(name)
    let descriptor = try locked(LOCK_SH) { () throws(FigureError) in
      try Self.openLocked(place, O_WRONLY | O_CREAT | O_EXCL, as: path(of: name))
    }
    defer {
      unlink(place)
      close(descriptor)
    }
    var offset = 0
    while offset < content.count {
      let written = content.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .cannotWrite(path: path(of: name), reason: Self.lastReason) }
      offset += written
    }
    guard fsync(descriptor) == 0, rename(place, path(of: name)) == 0 else {
      throw .cannotWrite(path: path(of: name), reason: Self.lastReason)
    }
    try sync()
  }

  /// Moves files of `staging` here, in the order of `names`, each over an older one.
  ///
  /// Files that two processes move at the same time do not mix: all of one come before all of the other.
  ///
  /// - Throws: ``FigureError/cannotWrite(path:reason:)``.
  public func adopt(_ names: [String], from staging: OutputFolder) throws(FigureError) {
    for name in names { try Self.sync(staging.path(of: name)) }
    try locked(LOCK_EX) { () throws(FigureError) in
      for name in names {
        guard rename(staging.path(of: name), path(of: name)) == 0 else {
          throw .cannotWrite(path: path(of: name), reason: Self.lastReason)
        }
      }
    }
    try sync()
  }

  /// Removes what is unfinished here and held by no process; leaves it for the next time while others are at work here.
  private func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let unfinished = names.filter { $0.hasPrefix(".") && $0.hasSuffix(".partial") }
    if unfinished.isEmpty { return }
    withDescriptor(of: path) { folder in
      guard flock(folder, LOCK_EX | LOCK_NB) == 0 else { return }
      for place in unfinished.map(path(of:)) {
        withDescriptor(of: place) { descriptor in
          if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: place) }
        }
      }
    }
  }

  private func withDescriptor(of place: String, _ body: (Int32) -> Void) {
    let descriptor = open(place, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return }
    defer { close(descriptor) }
    body(descriptor)
  }

  /// Runs `body` with a lock on the folder, for which it waits no longer than others take to create or rename files.
  private func locked<Value>(
    _ kind: Int32, _ body: () throws(FigureError) -> Value
  ) throws(FigureError) -> Value {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.lastReason) }
    defer { close(descriptor) }
    // Where the file system has no locks nothing is locked below either, and nothing is taken for abandoned.
    while flock(descriptor, kind) != 0, errno == EINTR {}
    return try body()
  }

  /// Opens something unfinished and locks it; `name` is what it will be, for the error.
  private static func openLocked(_ place: String, _ flags: Int32, as name: String? = nil) throws(FigureError) -> Int32 {
    let descriptor = open(place, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path: name ?? place, reason: lastReason) }
    flock(descriptor, LOCK_SH | LOCK_NB)
    return descriptor
  }

  /// Brings the names in the folder to disk.
  private func sync() throws(FigureError) { try Self.sync(path) }

  private static func sync(_ path: String) throws(FigureError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, reason: lastReason) }
  }

  /// A name that no other process or call uses.
  private func unfinishedPath(_ name: String) -> String {
    path(of: ".\(name)-\(UUID().uuidString.prefix(8)).partial")
  }

  private static var lastReason: String { String(cString: strerror(errno)) }
}
