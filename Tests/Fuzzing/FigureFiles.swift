import Datasets
import Foundation
import GradientStatistics
import Logging

@testable import Experiments
@testable import FigureKit
@testable import Report

extension FuzzTarget {
  /// The readers of tables, ledgers, JSON and PNG files, of settings on command lines, and of the texts that the report quotes.
  static let figureFiles: [FuzzTarget] = [
    seriesTable, claims, catalogue, errata, figurePage, provenance, cacheEntry, settings, codecNames, png,
  ]

  /// A text that is read, by what reads it.
  private static func text(
    _ name: String, longestInput: Int = 512, seeds: [String], _ read: @escaping @Sendable (String) throws -> Outcome
  ) -> FuzzTarget {
    FuzzTarget(name, longestInput: longestInput) {
      seeds.map { Array($0.utf8) }
    } _: { input in
      try read(String(decoding: input, as: UTF8.self))
    }
  }

  private static let seriesTable = text(
    "series-table", seeds: ["a\tb\n1\t2\n", "ratio\trate_bit\n0.5\tnan\n\t\n", "x\n"]
  ) { text in
    let table: SeriesTable
    do throws(FigureError) { table = try SeriesTable(text: text) } catch { return .refused }
    let again = try SeriesTable(text: table.text)
    try FuzzFinding.unless(again == table, "a table that does not come back")
    return .taken
  }

  private static let claims = text(
    "claims", longestInput: 768,
    seeds: ["0.99\t-\t\t0.02", "94.5 93.5\t%\t\t5 %", "< 0.03\tbit\t\t0", "10..100\t-\t\t-", "falls\t-\t\t0"].map {
      """
      claim\tpaper\twhere\tquantity\tvalue\tunit\thow firm\ttolerance\tleast profile\tleast data set
      a\tDSC\tFig. 1\trate\t\($0)\tsmoke\tMNIST + SVHN | CIFAR-10

      """
    }
  ) { text in
    let ledger: ClaimLedger
    do throws(FigureError) { ledger = try ClaimLedger(text: text) } catch { return .refused }
    let results = [ClaimResult("a", value: 0.5), ClaimResult("a", holds: true, "it holds")]
    for claim in ledger.claims {
      for result in results {
        do throws(FigureError) {
          _ = try claim.verdict(on: result, profile: .paper, data: ["MNIST"])
        } catch {
          guard case .claimMismatch = error else { throw error }
        }
      }
    }
    _ = VerdictReport(ledger, figures: []).text
    return .taken
  }

  private static let catalogue = text(
    "catalogue", seeds: ["id\tseconds\tplace\twhat\tfinding\na-b\t30\tDSC Fig. 1, 2\tit\t`x` holds\n"]
  ) { text in
    let catalogue: FigureCatalogue
    do throws(FigureError) { catalogue = try FigureCatalogue(text: text) } catch { return .refused }
    for entry in catalogue.entries { _ = entry.paper + HTML(markdown: entry.finding).description }
    return .taken
  }

  private static let errata = text(
    "errata", seeds: ["# Errata\n\n## DSC\n\n1. `a` is b,\n   not c.\n2. d\n\n## CO3\n\n1. e\n"]
  ) { text in
    for section in ErrataSection.read(text) {
      _ = section.paper + section.items.map { HTML(markdown: $0).description }.joined()
    }
    return .taken
  }

  private static let figurePage = text(
    "figure-page",
    seeds: ["// DSC, Figure 1 — rates.\n//\n// Look for: it falls.\n// Default profile: 1 s.\n\nimport A\n"]
  ) { text in
    let page = FigurePage(path: "x.swift", source: text)
    _ = HTML(markdown: page.subject + page.lookFor).description
    return .taken
  }

  /// What is read is written so that it is read as the same.
  private static let provenance = FuzzTarget("provenance", longestInput: 2_048) {
    let claim = Provenance.Claim(id: "a", quantity: "q", paper: "1", measured: "2", verdict: .met, reason: nil)
    let data = Provenance.Data(title: "MNIST", note: nil, isEmbedded: false, sha256: ["train": "00"])
    return [
      [UInt8](
        try Provenance(
          id: "x", caption: "c", profile: .smoke, seed: 1, parameters: ["k": "3"], data: [data], claims: [claim],
          fingerprint: "f", files: ["x.tsv": "0"], executableSha256: "e", revision: nil, processor: "p", threads: 2,
          wallSeconds: 1.5, processorSeconds: 2.5, peakMemoryBytes: 1_000, date: "2026-01-01", tools: ["gnuplot": "5"]
        ).json())
    ]
  } _: { input in
    guard let read = try decoded(Provenance.self, input) else { return .refused }
    let again = try decoded(Provenance.self, [UInt8](read.json()))
    try FuzzFinding.unless(again == read, "provenance that does not come back")
    return .taken
  }

  /// A file of the run cache; the first byte says whether its seal is put before it, so that what is behind it is reached.
  private static let cacheEntry = FuzzTarget("cache-entry", longestInput: 1_024) {
    let law = #"{"location":0,"scale":1,"shape":2}"#
    let content = Array("[\(law)]".utf8)
    return [
      [1] + content, [0] + Array("sha256 \(SHA256.hexDigest(of: [Data(content)]))\n".utf8) + content,
    ]
  } entry: {
    let file = SealedFile(
      folder: FileManager.default.temporaryDirectory.path, name: "telegrad-fuzz-\(UUID().uuidString).json")
    return { input in
      var choices = Choices(input)
      let isSealed = choices.next(below: 2) == 1, content = choices.bytes
      defer { file.remove() }
      if isSealed {
        try file.write(Data(content))
      } else {
        try Data(content).write(to: URL(fileURLWithPath: file.path))
      }
      let read = file.read(Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() })
      try FuzzFinding.unless(!isSealed || read == Data(content), "a sealed file that does not come back")
      guard let read else { return .refused }
      return try decoded([GeneralizedNormal].self, [UInt8](read)) == nil ? .refused : .taken
    }
  }

  private static let settings = text("settings", longestInput: 64, seeds: ["k=3", "rate=0.25\nfast=true", "note=a=b"]) {
    let declarations: [any ParameterDeclaration] = [
      Parameter("k", 5, in: 1...64, "workers"), Parameter("rate", 0.5, in: 0...1, "rate"),
      Parameter("fast", false, "fast"), Parameter("note", "", "note"),
    ]
    let settings = $0.split(separator: "\n").map(String.init)
    let set: ParameterSet
    do throws(FigureError) {
      set = try ParameterSet(declarations, profile: .smoke, settings: settings)
    } catch {
      return .refused
    }
    let again = try ParameterSet(declarations, profile: .smoke, settings: set.texts.map { "\($0)=\($1)" })
    try FuzzFinding.unless(again == set, "settings that do not come back")
    return .taken
  }

  private static let codecNames = text("codec-names", longestInput: 64, seeds: ["qsgd", "signs,dsc,top-k"]) { text in
    do throws(FigureError) { _ = try NamedCodec.named(text) } catch { return .refused }
    return .taken
  }

  /// What is read is written so that it is read as the same; great pictures are only read.
  private static let png = FuzzTarget("png", longestInput: 512) {
    try [(1, 1), (3, 2), (16, 16)].map { width, height in
      let picture = Picture(
        width: width, height: height, pixels: (0..<width * height * 3).map { UInt8(truncatingIfNeeded: 31 * $0) })
      return [UInt8](try picture.png())
    }
  } _: { input in
    let picture: Picture
    do throws(FigureError) { picture = try Picture(png: Data(input)) } catch { return .refused }
    if picture.pixels.count < 1 << 16 {
      let again = try Picture(png: picture.png())
      try FuzzFinding.unless(again == picture, "a picture that does not come back")
    }
    return .taken
  }

  /// A value that JSON tells, or nil where it tells none.
  private static func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value? {
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch is DecodingError { return nil }
  }
}
