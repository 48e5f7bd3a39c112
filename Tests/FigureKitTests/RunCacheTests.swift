import FigureKit
import Foundation
import Logging
import Parallelism
import TestSupport
import Testing

@Suite struct RunCacheTests {
  private struct Options: Encodable { var rounds = 10, rate = 0.1 }
  private struct Curve: Codable, Equatable { let values: [Double], single: [Float] }

  private let folder: TemporaryFolder
  private let computations = Counter()
  private let messages = KeepingLogHandler.Messages()

  init() throws { folder = try TemporaryFolder() }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
  }

  private func cache(ignoringStored: Bool = false) -> RunCache {
    let log = Logger(label: "test") { _ in KeepingLogHandler(messages: messages) }
    return RunCache(folder.path, ignoringStored: ignoringStored, log: log)
  }

  private func key(version: Int = 1, _ options: Options = Options(), data: [String] = ["d"]) throws -> RunKey {
    try RunKey(experiment: "training", version: version, options: options, data: data)
  }

  private func value(_ cache: RunCache, _ key: RunKey, part: String = "0", _ value: Double = 1) async throws -> Double {
    try await cache.value(key, part: part) { _ in
      computations.increment()
      return value
    }
  }

  private func files(_ ending: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
      .filter { $0.hasSuffix(ending) }.map { folder.path + "/" + $0 }.sorted()
  }

  @Test func numbersComeBackExactly() async throws {
    let curve = Curve(
      values: [0.1, .leastNonzeroMagnitude, -0.0, .infinity, 2.0 / 3], single: [0.1, .leastNonzeroMagnitude, 1e30])
    for _ in 0..<2 {
      let stored = try await cache().value(try key(), part: "curve") { _ in
        computations.increment()
        return curve
      }
      #expect(stored == curve)
    }
    #expect(computations.value == 1)
    let nan = try await value(cache(), try key(), part: "nan", .nan)
    let again = try await value(cache(), try key(), part: "nan", .nan)
    #expect(nan.isNaN && again.isNaN && computations.value == 2)
  }

  @Test func anyPartOfTheKeyTellsResultsApart() async throws {
    let keys = [
      try key(), try key(version: 2), try key(Options(rounds: 11)), try key(Options(rate: 0.2)), try key(data: ["e"]),
    ]
    for (index, key) in keys.enumerated() { _ = try await value(cache(), key, Double(index)) }
    #expect(computations.value == keys.count)
    for (index, key) in keys.enumerated() { #expect(try await value(cache(), key) == Double(index)) }
    #expect(computations.value == keys.count)
  }

  /// A byte is changed at the start, in the middle and at the end; or the file is cut, or emptied.
  @Test(arguments: ["start", "middle", "end", "cut", "empty"])
  func aDamagedResultIsComputedAgain(damage: String) async throws {
    _ = try await value(cache(), try key(), 5)
    let path = try #require(files("/0.json").first)
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    switch damage {
    case "start": bytes[0] ^= 1
    case "middle": bytes[20] ^= 1
    case "end": bytes[bytes.count - 1] ^= 1
    case "cut": bytes.removeLast()
    default: bytes = []
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try await value(cache(), try key(), 6) == 6)
    #expect(messages.all == ["\(path): damaged; computing it again"])
    #expect(try await value(cache(), try key(), 7) == 6)
    #expect(computations.value == 2)
  }

  /// Whole, but of another kind: what an older version of the code stored under the same key.
  @Test func aResultOfAnotherKindIsComputedAgain() async throws {
    _ = try await cache().value(try key(), part: "0") { _ in Curve(values: [1], single: []) }
    #expect(try await value(cache(), try key(), 6) == 6)
    #expect(try messages.all == ["\(#require(files("/0.json").first)): not a result of this kind; computing it again"])
    #expect(try await value(cache(), try key(), 7) == 6)
  }

  @Test func whatStoppedRunsLeftIsRemoved() async throws {
    _ = try await value(cache(), try key(), 5)
    let place = URL(fileURLWithPath: try #require(files("/0.json").first)).deletingLastPathComponent().path
    for name in [".0.json-01234567.partial", "0.checkpoint"] {
      try Data("left".utf8).write(to: URL(fileURLWithPath: place + "/" + name))
    }
    #expect(try await value(cache(), try key(), 6) == 5)
    #expect(files(".partial").isEmpty && files(".checkpoint").isEmpty)
  }

  @Test func aFreshRunReplacesWhatIsStored() async throws {
    _ = try await value(cache(), try key(), 1)
    #expect(try await value(cache(ignoringStored: true), try key(), 2) == 2)
    #expect(try await value(cache(), try key(), 3) == 2)
  }

  private struct Stop: Error {}

  @Test func aStoppedComputationGoesOnFromItsCheckpoint() async throws {
    await #expect(throws: Stop.self) {
      try await cache().value(try key(), part: "long") { checkpoint -> Int in
        #expect(checkpoint.load() == nil)
        try checkpoint.save(Data("round 7".utf8))
        throw Stop()
      }
    }
    let result = try await cache().value(try key(), part: "long") { checkpoint in
      String(decoding: checkpoint.load() ?? Data(), as: UTF8.self)
    }
    #expect(result == "round 7")
    #expect(files(".checkpoint").isEmpty)
  }

  @Test func aDamagedCheckpointIsNotLoaded() async throws {
    await #expect(throws: Stop.self) {
      try await cache().value(try key(), part: "long") { checkpoint -> Int in
        try checkpoint.save(Data("round 7".utf8))
        throw Stop()
      }
    }
    let path = try #require(files(".checkpoint").first)
    try Data("sha256 0\nround 9".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try await cache().value(try key(), part: "long") { $0.load() == nil })
  }
}
