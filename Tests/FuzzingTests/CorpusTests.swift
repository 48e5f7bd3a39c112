import Foundation
import Fuzzing
import Testing

/// The entries that read bytes from outside, on the inputs that a fuzzer kept and on those that encoders make.
///
/// scripts/reliability/fuzz.sh makes the corpora: of millions of inputs the fewest that reach as much of the code, and those that
/// once broke something. A trap or an endless loop ends the run of tests.
@Suite struct CorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpora")

  private static func inputs(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let place = folder.appendingPathComponent(target.name)
    return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().map {
      ($0, [UInt8](try Data(contentsOf: place.appendingPathComponent($0))))
    }
  }

  /// Each input is taken or refused as documented, and some are taken.
  @Test(arguments: FuzzTarget.all.map(\.name)) func everyKeptInputIsTakenOrRefused(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let entry = try target.entry(), inputs = try Self.inputs(target)
    var taken = 0
    for (name, bytes) in inputs {
      do {
        if try entry(bytes) == .taken { taken += 1 }
      } catch {
        Issue.record("\(target.name)/\(name): \(error)")
      }
    }
    #expect(taken > 0, "none of \(inputs.count) taken")
  }

  /// What encoders and writers make is taken, and not all of it is longer than what the fuzzer makes.
  @Test(arguments: FuzzTarget.all.map(\.name)) func everySeedIsTaken(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let entry = try target.entry(), seeds = try target.seeds()
    #expect(seeds.contains { $0.count <= target.longestInput })
    for (index, seed) in seeds.enumerated() {
      #expect(try entry(seed) == .taken, "seed \(index)")
    }
  }

  @Test func everyCorpusHasATarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(folders == FuzzTarget.all.map(\.name).sorted())
  }
}
