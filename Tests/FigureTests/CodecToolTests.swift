import Datasets
import FigureKit
import Foundation
import TestSupport
import Testing

/// Runs `telegrad-compare` and `telegrad-gradients` as their users do.
@Suite struct CodecToolTests {
  private let compare = BuiltFigure(id: "telegrad-compare", columns: [])
  private let gradients = BuiltFigure(id: "telegrad-gradients", columns: [])

  @Test func aComparisonIsAFigure() async throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "--codecs", "uncoded,signs,co3-fp4,isgq", "--profile", "smoke", "--data", "embedded", "--out", folder.path,
    ]
    let outcome = try await compare.run(arguments)
    try #require(outcome.exitCode == 0, "\(outcome.message)")
    let table = try SeriesTable(text: try #require(folder.text("telegrad-compare.tsv")))
    #expect(table["codec"] == ["uncoded", "uncoded", "signs", "signs", "co3-fp4", "co3-fp4", "isgq", "isgq"])
    let bits = try #require(table["total_mbit"]).compactMap { Double($0) }
    // Four rounds of two workers' 199,210 floats, in 51 Mbit and headers; a sign a float with a bit each.
    #expect(abs(bits[1] - 51) < 0.1 && abs(bits[3] - 51 / 32) < 0.05)
    #expect(Provenance.read(folder.path + "/telegrad-compare.json")?.data.allSatisfy { $0.isEmbedded } == true)
    #expect(folder.content("telegrad-compare.png") != nil)
    #expect(try await compare.run(arguments).output == "telegrad-compare: up to date\n")
  }

  @Test func codecsAreListed() async throws {
    let outcome = try await compare.run(["--list"])
    #expect(outcome.exitCode == 0 && outcome.output.split(separator: "\n").count >= 20)
  }

  @Test(arguments: [
    ["--codecs", "none"], ["--codecs", "signs,signs"], ["--codecs", ""], ["--model", "none"],
    ["--rounds", "0"], ["--set", "batch_size=9999"],
  ])
  func wrongCallsHaveTheExitCodeOfUsage(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await compare.run(["--profile", "smoke", "--out", folder.path] + arguments)
    #expect(outcome.exitCode == 64 && !outcome.message.isEmpty, "\(outcome.message)")
  }

  @Test func gradientsOfOnesOwnAreReadAndWritten() async throws {
    let folder = try TemporaryFolder(), path = folder.path + "/g.npy"
    let values = (0..<600).map { Float($0 % 37) - 18 }
    try Data(NPYArray(shape: [2, 300], values: values).bytes).write(to: URL(fileURLWithPath: path))
    let statistics = try await gradients.run(["statistics", path])
    try #require(statistics.exitCode == 0, "\(statistics.message)")
    #expect(try SeriesTable(text: statistics.output)["law"]?.count == 6)
    let out = folder.path + "/out.npy"
    let coded = try await gradients.run(["code", path, "--codecs", "uncoded,qsg", "--out", out, "--shape", "30,10"])
    try #require(coded.exitCode == 0, "\(coded.message)")
    let table = try SeriesTable(text: coded.output)
    #expect(try #require(table["normalized_error"]).first.flatMap { Double($0) } ?? 1 < 1e-10)
    let decoded = try NPYArray([UInt8](try #require(folder.content("out.npy"))), file: out)
    #expect(decoded.shape == [2, 300] && decoded.values[0] == (values[0] + values[300]) / 2)
    for (arguments, code) in [
      (["statistics", folder.path + "/none"], 66), (["statistics", out + "x"], 66), (["statistics"], 64),
      (["code", path, "--codecs", "none"], 64), (["code", path, "--codecs", "qsg", "--shape", "7"], 64),
    ] as [([String], Int32)] {
      #expect(try await gradients.run(arguments).exitCode == code)
    }
    try Data("no array at all".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try await gradients.run(["statistics", path]).exitCode == 65)
  }

  /// Every codec sends the very bytes, over six rounds, that it sent when these were stored, whatever the processor: nothing that
  /// is sent hangs on the last bit of a logarithm. A codec whose format was changed gets a new line.
  @Test func everyCodecSendsTheStoredBytes() async throws {
    let stored = try BuiltFigure.table("data/reference/codec-bytes.tsv")
    let names = try #require(stored["codec"])
    let list = try await compare.run(["--list"]).output.split(separator: "\n")
    #expect(names == list.compactMap { $0.split(separator: "\t").first.map(String.init) })
    let outcome = try await gradients.run([
      "code", try BuiltFigure.path("data/reference/codec-gradients.npy"), "--codecs", names.joined(separator: ","),
      "--shape", "40,50", "--rounds", "6",
    ])
    try #require(outcome.exitCode == 0, "\(outcome.message)")
    let digests = try #require(SeriesTable(text: outcome.output)["sha256"])
    for (name, (digest, wanted)) in zip(names, zip(digests, try #require(stored["sha256"]))) {
      #expect(digest == wanted, "\(name)")
    }
  }
}
