import FigureKit
import TestSupport
import Testing

#if SANITIZED
  private let isSanitized = true
#else
  private let isSanitized = false
#endif

/// The memory of a process that trains, measured in one that does nothing else.
@Suite struct MemoryTests {
  /// The network has 1,405 parameters. A gradient, model or estimate of each round that were kept would be 5,620 bytes a round,
  /// and a tenth of that is the limit: 28 pages over the 200 rounds after the warm-up. (Smaller things, such as packed
  /// signs, show over the ten thousand rounds of the figure.) Of the 8,192 bytes that the control keeps of a round
  /// malloc makes 8,240, with their array's head; what else it grows by is within the limit too.
  @Test(.disabled(if: isSanitized, "sanitizers hold back what is freed"))
  func memoryIsFlatOverHundredsOfRoundsAndALeakIsSeen() async throws {
    let soak = try #require(try BuiltFigure.all().first { $0.id == "reliability-soak" })
    let folder = try TemporaryFolder()
    let codecs = ["uncoded", "signs-history", "co3-fp4", "qcs-feedback"]
    let outcome = try await soak.run([
      "--profile", "smoke", "--out", folder.path, "--set", "rounds=400", "--set",
      "codecs=\(codecs.joined(separator: ","))",
    ])
    try #require(outcome.exitCode == 0, "\(outcome.message)")
    let table = try SeriesTable(text: try #require(folder.text("reliability-soak.tsv")))
    let names = try #require(table["codec"])
    let slopes = try #require(table["growth_a_round_bytes_measured"]).map { try #require(Double($0)) }
    func growth(of codec: String) throws -> Double { slopes[try #require(names.firstIndex(of: codec))] }
    let limit = 0.1 * 5_620
    for codec in codecs {
      let bytes = try growth(of: codec)
      #expect(bytes < limit, "\(codec): \(bytes) bytes a round")
    }
    let control = try growth(of: "control")
    #expect(abs(control - 8_240) < limit, "\(control) bytes a round are seen of 8,192 kept")
  }
}
