import Datasets
import Foundation

/// Where a figure's numbers come from: the content of `ID.json`.
public struct Provenance: Codable, Sendable, Equatable {
  /// One data set of the run.
  public struct Data: Codable, Sendable, Equatable {
    public let title: String
    public let note: String?
    public let isEmbedded: Bool
    /// SHA-256 of the unpacked content of each split.
    public let sha256: [String: String]
  }

  /// One claim and what was measured.
  public struct Claim: Codable, Sendable, Equatable {
    public let id: String
    public let quantity: String
    /// The paper's value with its unit.
    public let paper: String
    public let measured: String
    public let verdict: Verdict
    public let reason: String?
  }

  public let id: String
  public let caption: String
  public let profile: Profile
  public let seed: UInt64
  /// The value of every parameter, by name.
  public let parameters: [String: String]
  public let data: [Data]
  public let claims: [Claim]
  /// SHA-256 of the executable, the options and the data: equal for runs that give the same figure.
  public let fingerprint: String
  /// SHA-256 of the files written beside this one.
  public let files: [String: String]
  public let executableSha256: String
  /// The revision of the source, where the package is a working tree of git.
  public let revision: String?
  public let processor: String
  public let threads: Int
  public let wallSeconds: Double
  /// Processor time on all threads, gnuplot's left out.
  public let processorSeconds: Double
  public let peakMemoryBytes: Int
  /// When the run ended, ISO 8601 in UTC.
  public let date: String
  /// Versions of the programs used.
  public let tools: [String: String]

  /// The JSON text: keys in alphabetical order, two spaces for each level, a line feed at the end.
  ///
  /// - Throws: `EncodingError` for a number that JSON cannot hold.
  public func json() throws -> Foundation.Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [UInt8(ascii: "\n")]
  }

  /// Reads a JSON file, or gives nil where there is none that can be read.
  public static func read(_ path: String) -> Provenance? {
    FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(Provenance.self, from: $0) }
  }

  /// Whether the files that this names are in `folder` as they were written.
  func matchesFiles(in folder: OutputFolder) -> Bool {
    files.allSatisfy { name, digest in
      FileManager.default.contents(atPath: folder.path(of: name)).map { SHA256.hexDigest(of: [$0]) } == digest
    }
  }
}
