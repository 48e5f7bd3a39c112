import Datasets
import Foundation
import Logging

/// What a stored result depends on.
public struct RunKey: Sendable, Equatable {
  /// The experiment and the version of its code: a new version makes stored results of the old one worthless.
  public let experiment: String, version: Int
  /// The digest of the options and of the data.
  let digest: String
  /// Options and data as JSON, stored for readers.
  let description: Data

  private struct Content<Options: Encodable>: Encodable {
    let options: Options
    let data: [String]
  }

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - options: Everything that the result depends on, the seed included.
  ///   - data: Digests of the data sets.
  /// - Throws: `EncodingError` when the options cannot be written as JSON.
  public init(experiment: String, version: Int, options: some Encodable, data: [String] = []) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    self.experiment = experiment
    self.version = version
    description = try encoder.encode(Content(options: options, data: data))
    digest = SHA256.hexDigest(of: [description])
  }

  var folder: String { "\(experiment)-v\(version)/\(digest.prefix(16))" }

  /// The network among the options, at whatever depth.
  var model: String? {
    String(decoding: description, as: UTF8.self).firstMatch(of: /"model" : "([^"]*)"/).map { String($0.output.1) }
  }
}

/// Results of finished parts of experiments, one file a part, for reruns and for figures that share a run.
///
/// A part is the smallest piece that is worth keeping, such as one repetition of a training. Numbers come back exactly.
/// Two processes that want one part at the same time both compute it and store the same bytes.
public struct RunCache: Sendable {
  private let path: String
  private let ignoresStored: Bool
  private let log: Logger
  private let selection: RunSelection
  /// The runs that were asked for, where not all are computed.
  let asked = RunList()

  /// Opens the cache in a folder, which is made with the first result.
  ///
  /// - Parameter ignoringStored: Whether to compute everything again and store the new results.
  public init(_ path: String, ignoringStored: Bool = false, log: Logger) {
    self.init(path, ignoringStored: ignoringStored, selection: .all, log: log)
  }

  init(_ path: String, ignoringStored: Bool, selection: RunSelection, log: Logger) {
    self.path = path
    ignoresStored = ignoringStored
    self.selection = selection
    self.log = log
    removeAbandoned()
  }

  /// Removes what stopped runs left unfinished, under any key.
  private func removeAbandoned() {
    let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
    for name in names.compactMap({ $0 as? String }) where name.hasSuffix(".partial") {
      // Its folder, once opened, is rid of it.
      _ = try? OutputFolder(URL(fileURLWithPath: path + "/" + name).deletingLastPathComponent().path)
    }
  }

  /// The stored result of a part, or what `compute` gives, which is then stored.
  ///
  /// A stored file that is damaged is computed again, and the log says so.
  ///
  /// - Parameters:
  ///   - part: A name that is unique under the key, of letters, digits, '-' and '.'.
  ///   - compute: Computes the part. It may keep its state in the checkpoint, which is removed once the result is stored.
  /// - Throws: What `compute` throws, ``FigureError/cannotCreate(path:reason:)``,
  ///   ``FigureError/cannotWrite(path:reason:)`` or `EncodingError`.
  public func value<Value: Codable>(
    _ key: RunKey, part: String, compute: (Checkpoint) async throws -> Value
  ) async throws -> Value {
    let place = path + "/" + key.folder
    let stored = SealedFile(folder: place, name: part + ".json")
    let checkpoint = Checkpoint(
      file: SealedFile(folder: place, name: part + ".checkpoint"), ignoresStored: ignoresStored, log: log)
    if selection != .all {
      let name = key.folder + "/" + part, isStored = !ignoresStored && stored.read(log) != nil
      asked.add(RunList.Entry(name: name, model: key.model ?? "-", isStored: isStored))
      if selection != .only(name) || isStored { throw RunLeftOut() }
    }
    if !ignoresStored, let content = stored.read(log) {
      do {
        let value = try Self.decoder.decode(Value.self, from: content)
        // Still there after a run that was stopped between the two last lines below.
        checkpoint.remove()
        return value
      } catch {
        log.warning("\(stored.path): not a result of this kind; computing it again")
      }
    }
    let value = try await compute(checkpoint)
    try OutputFolder(place).write(key.description, to: "key.json")
    try stored.write(Self.encoder.encode(value))
    checkpoint.remove()
    if selection != .all { throw RunLeftOut() }
    return value
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}

/// The state of a long computation, from which it goes on after it was stopped.
public struct Checkpoint: Sendable {
  fileprivate let file: SealedFile
  fileprivate let ignoresStored: Bool
  fileprivate let log: Logger

  /// The state saved last, or nil: none was saved, it is damaged, or the run is to start afresh.
  public func load() -> Data? { ignoresStored ? nil : file.read(log) }

  /// Says that what was loaded is not a state of this computation, which starts afresh.
  public func refuse() { log.warning("\(file.path): not a state of this kind; computing from the start") }

  /// Saves a state over the last one.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)`` or ``FigureError/cannotWrite(path:reason:)``.
  public func save(_ state: Data) throws(FigureError) { try file.write(state) }

  func remove() { file.remove() }
}

/// A file whose first line holds the digest of the rest.
struct SealedFile: Sendable {
  let folder: String
  let name: String

  var path: String { folder + "/" + name }

  private func seal(of content: Data) -> Data { Data("sha256 \(SHA256.hexDigest(of: [content]))\n".utf8) }

  /// The content, or nil where there is no file or a damaged one, which the log names.
  func read(_ log: Logger) -> Data? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex - 1
    let content = bytes.isEmpty ? bytes : Data(bytes[(newline + 1)...])
    guard bytes.starts(with: seal(of: content)) else {
      log.warning("\(path): damaged; computing it again")
      return nil
    }
    return content
  }

  func write(_ content: Data) throws(FigureError) {
    try OutputFolder(folder).write(seal(of: content) + content, to: name)
  }

  func remove() { unlink(path) }
}
