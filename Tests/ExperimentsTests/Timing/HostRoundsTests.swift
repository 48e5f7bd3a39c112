@testable import Experiments
import FigureKit
import Foundation
import Randomness
import TestSupport
import Testing

@Suite struct HostRoundsTests {
  private let text = """
    # Made by hand.
    codec\tsetting\tlink_mbit_s\tlatency_ms\tworkers\trounds\tround_s\tround_error_s\tmodel_s\tserver_s\tgradient_s\tencode_s\tuplink_bit\tdownlink_bit\trequests
    signs\tdefault\t100\t20\t3\t120\t0.5\t0.25\t0.125\t0.0625\t0.03125\t0.015625\t600\t8\t0
    dsc\tfast\tinf\t0\t2\t40\t1\t0\t0.5\t0.25\t0\t0\t300\t16\t5
    """

  @Test func linesAreThoseOfTheTable() throws {
    let lines = try HostRounds(text: text).lines
    try #require(lines.count == 2)
    #expect(lines[0].scheme == .signs && lines[0].setting == HostRounds.defaultSetting)
    #expect(lines[0].bitRate == 1e8 && abs(lines[0].latency - 0.02) < 1e-17)
    #expect(lines[0].workers == 3 && lines[0].rounds == 120)
    #expect(lines[0].seconds == 0.5 && lines[0].error == 0.25 && lines[0].model == 0.125 && lines[0].server == 0.0625)
    #expect(lines[0].gradient == 0.03125 && lines[0].encode == 0.015625)
    #expect(lines[0].uplinkBits == 600 && lines[0].downlinkBits == 8 && lines[0].requests == 0)
    #expect(lines[1].scheme == .dsc && lines[1].setting == "fast" && lines[1].bitRate == .infinity)
    #expect(lines[1].requests == 5 && lines[1].latency == 0)
  }

  @Test(arguments: [
    ("signs\t", "history\t"), ("\tround_s", "\tseconds"), ("\t100\t", "\t0\t"), ("\t100\t", "\tnan\t"),
    ("\t20\t", "\t-20\t"), ("\t20\t", "\tinf\t"), ("\t3\t", "\t0\t"), ("\t3\t", "\t1001\t"), ("\t3\t", "\t3.5\t"),
    ("\t120\t", "\t99999999999999999999\t"), ("\t0.5\t0.25", "\t0\t0.25"), ("\t0.5\t0.25", "\tlong\t0.25"),
    ("\t8\t0\n", "\t8\tnan\n"), ("\t8\t0\n", "\t8\n"), ("\t600\t", "\t1e999\t"),
  ])
  func aTableThatCannotBeIsRefused(part: String, replacement: String) {
    let damaged = text.replacing(part, with: replacement)
    #expect(damaged != text)
    #expect(throws: FigureError.self) { try HostRounds(text: damaged) }
  }

  @Test(arguments: ["", "\n", "# only\n", "codec\tsetting\n"]) func aTableWithoutLinesIsRefused(text: String) {
    #expect(throws: FigureError.self) { try HostRounds(text: text) }
  }

  /// Whatever bytes stand where those of a table stood: lines of numbers that a model takes, or a typed error.
  @Test(arguments: 1...400 as ClosedRange<UInt64>) func hostileBytesGiveLinesOrAnError(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("bytes")
    let bytes = mutated(Array(text.utf8)) { Int(rng.next() % UInt64($0)) } ?? [UInt8(truncatingIfNeeded: seed)]
    let found = Result { () throws(FigureError) in try HostRounds(text: String(decoding: bytes, as: UTF8.self)) }
    guard case .success(let rounds) = found else { return }
    let model = try HostModel(
      StageTimes(text: ScaleTables.times), ServerCosts(text: ScaleTables.costs),
      rates: Array(repeating: 0.5, count: 1_000))
    for line in rounds.lines { #expect(model.round(of: line).delay > 0) }
  }

  /// Three workers and 1,000 elements at 1 kbit/s, 2 s on the way: the model of 96 kbit is there at 98, the gradient at 102. Signs of 200 bits:
  /// mean square and indices to 102.75, all there at 102.75 + 0.6 + 2, each counted in 0.0625 s while the next comes, and the step takes 1 s.
  @Test func signsByHand() throws {
    let line = try line("signs\tdefault\t0.001\t2000\t3\t9\t1\t0\t0\t0\t0\t0\t600\t0\t0")
    let round = try model(rates: [1, 1, 1]).round(of: line)
    #expect(abs(round.delay - (102.75 + 0.6 + 2 + 0.0625 + 1)) < 1e-9)
    #expect(abs(round.modelArrival - 98) < 1e-9 && abs(round.serverSeconds - 1.1875) < 1e-9)
  }

  /// Floats by the costs: encoding 0.5 s an element, receiving 2 s an element and worker, adding up 0.75 + 2 · 0.25 s, and a step of 0.125 s;
  /// the rest is for the second worker's message to come, which is decoded after the first.
  @Test func floatsByHand() throws {
    let line = try line("uncoded\tdefault\tinf\t0\t2\t9\t1\t0\t0\t0\t0\t0\t64000\t0\t0")
    let work = try model(rates: [1, 1]).work(of: line)
    #expect(work.broadcastBits == 64_000 && work.control == 0 && work.meanSquare == 0 && work.gradients == [4, 4])
    #expect(work.planes == Array(repeating: [.init(encode: 500, bits: 32_000, decode: 2_000)], count: 2))
    #expect(work.update == 1_000 * (0.5 + 0.25 + 2 * 0.25 + 0.125))
    #expect(try model(rates: [1, 1]).round(of: line).delay == 4 + 500 + 2 * 2_000 + work.update)
  }

  /// DSC has the planes of the figure, what was really sent and how often it was asked for.
  @Test func dscAsksAsMeasured() throws {
    let line = try line("dsc\tdefault\t1\t1\t2\t9\t1\t0\t0\t0\t0\t0\t300\t16\t5")
    let work = try model(rates: [1, 0.5]).work(of: line)
    #expect(work.planes.map(\.[0].requests) == [2.5, 2.5] && work.planes.map(\.[0].bits) == [150, 150])
    #expect(work.planes.map(\.[0].decode) == [250, 8_000] && work.control > 0)
    // Unasked, the second plane is there before the first is decoded: 2 ways and 1.5 more back and forth fewer, and the waiting for both.
    let model = try model(rates: [1, 0.5])
    #expect(model.round(of: line).delay > model.round(of: line, asks: false).delay + 3e-3)
  }

  private func line(_ cells: String) throws -> HostRounds.Line {
    let header = text.split(separator: "\n")[1]
    return try #require(HostRounds(text: "\(header)\n\(cells)\n").lines.first)
  }

  private func model(rates: [Double]) throws -> HostModel {
    try HostModel(StageTimes(text: ScaleTables.times), ServerCosts(text: ScaleTables.costs), rates: rates)
  }
}
