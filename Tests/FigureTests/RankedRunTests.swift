import FigureKit
import Foundation
import TestSupport
import Testing

/// Trainings over MPI, with processes that fail.
@Suite(
  .enabled(if: RankedRun.obstacle == nil, "no trainings over MPI: \(RankedRun.obstacle ?? "")"), .serialized,
  .timeLimit(.minutes(5)))
struct RankedRunTests {
  /// The table and, bit by bit, the model, the optimizer and what all halves keep; the tool fails where bytes that crossed are not those
  /// reported. Four workers on three ranks, so that one has two.
  @Test(arguments: [
    ("uncoded", "lenet"), ("qsgd", "mlp"), ("dsc", "mlp"), ("signs-history", "mlp"), ("qcs-feedback", "mlp"),
  ])
  func resultsAreThoseOfOneProcess(codec: String, model: String) async throws {
    var run = try RankedRun()
    (run.codec, run.model, run.rounds) = (codec, model, model == "mlp" ? 4 : 2)
    let alone = try await run.alone("alone"), ranked = try await run.ranked("ranked", size: 4)
    try #require(alone.exitCode == 0 && ranked.exitCode == 0, "\(alone.message)\(ranked.message)")
    let (expected, found) = (try run.files("alone"), try run.files("ranked"))
    #expect(found.table == expected.table && found.equals(expected))
    // What the server says that crossed, in bytes, is what the table says, in bits.
    let crossed = ranked.message.matches(of: /sent (\d+) bytes .* and were sent (\d+) of/).first?.output
    let table = try SeriesTable(text: found.table)
    #expect(
      crossed.flatMap { Int($0.1) }.map { 8 * $0 } == table["uplink_bit"]?.last.flatMap { Double($0) }.map { Int($0) })
    #expect(
      crossed.flatMap { Int($0.2) }.map { 8 * $0 } == table["downlink_bit"]?.last.flatMap { Double($0) }.map { Int($0) }
    )
  }

  /// Ten workers in processes of their own.
  @Test func elevenProcessesTrain() async throws {
    var run = try RankedRun()
    (run.codec, run.workers, run.rounds) = ("dsc", 10, 2)
    let alone = try await run.alone("alone"), ranked = try await run.ranked("ranked", size: 11)
    try #require(alone.exitCode == 0 && ranked.exitCode == 0, "\(alone.message)\(ranked.message)")
    #expect(try run.files("ranked").equals(run.files("alone")))
  }

  /// The first rank comes last, so that its workers are decoded with the others as side information. Signs are delivered exactly in any
  /// order: the model is the same, bit by bit. Which worker has which rate changes, and with it the bits: by 0.03 % here, 5 % are allowed.
  @Test func orderOfArrivalGivesTheSameModel() async throws {
    var run = try RankedRun()
    run.codec = "dsc"
    let alone = try await run.alone("alone")
    let options = run.options("ranked", ["--order", "arrival"])
    let ranked = try await run.mpirun([
      (1, "telegrad-train", options), (1, "faulty-rank", run.faulty("late", 1)), (2, "telegrad-train", options),
    ])
    try #require(alone.exitCode == 0 && ranked.exitCode == 0, "\(alone.message)\(ranked.message)")
    let (expected, found) = (try run.files("alone"), try run.files("ranked"))
    #expect(found.equals(expected, part: "state") && !found.equals(expected, part: "memory"))
    let bits = try [expected, found].map {
      try #require(SeriesTable(text: $0.table)["uplink_bit"]?.last.flatMap { Double($0) })
    }
    #expect(abs(bits[1] / bits[0] - 1) < 0.05)
  }

  /// The rank is named, the state that was kept last is there, and the training goes on from it in one process or fewer ranks as if it
  /// had never stopped; workers keep an error between rounds.
  @Test(arguments: [("death", 3), ("stall", 1), ("garbage", 2), ("impostor", 3)])
  func aRankThatFailsIsNamed(fault: String, size: Int) async throws {
    var run = try RankedRun()
    run.codec = "qcs-feedback"
    let broken = try await run.mpirun([
      (3, "telegrad-train", run.options("broken", ["--patience", "6"])), (1, "faulty-rank", run.faulty(fault, 3)),
    ])
    #expect(broken.exitCode != 0 && broken.message.contains("rank 3"), "\(broken.message)")
    #expect(run.folder.files(".checkpoint").count == 1 && run.folder.text("broken/out.tsv") == nil)
    let resumed = try await size == 1 ? run.alone("broken") : run.ranked("broken", size: size)
    let alone = try await run.alone("alone")
    try #require(resumed.exitCode == 0 && alone.exitCode == 0, "\(resumed.message)\(alone.message)")
    #expect(try run.files("broken").equals(run.files("alone")))
  }

  @Test(arguments: [
    ("--seed", "2", "seed 2 where the server has 1"), ("--model", "lenet", "model LeNet where the server has MLP"),
    ("--codec", "dsc", "codec dsc where the server has uncoded"), ("--rounds", "9", "rounds 9 where the server has 4"),
  ])
  func aRankThatIsSetUpOtherwiseIsNamed(option: String, value: String, message: String) async throws {
    let run = try RankedRun()
    let outcome = try await run.mpirun([
      (2, "telegrad-train", run.options("out")), (1, "telegrad-train", run.options("out", [option, value])),
    ])
    #expect(outcome.exitCode == 78 && outcome.message.contains("rank 2 has \(message)"), "\(outcome.message)")
  }
}
