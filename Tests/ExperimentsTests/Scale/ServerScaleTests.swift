@testable import Experiments
import FigureKit
import Foundation
import Testing

@Suite struct ServerScaleTests {
  private func scale(rates: [Double] = [1, 0.75, 0.5]) throws -> ServerScale {
    try ServerScale(StageTimes(text: ScaleTables.times), ServerCosts(text: ScaleTables.costs), rates: rates)
  }

  /// Lines that the table was made of; all numbers are binary fractions of a few digits, so that nothing is rounded.
  @Test func costsAreTheLinesOfTheTable() throws {
    let costs = try ServerCosts(text: ScaleTables.costs)
    #expect(costs[.float32].bits == 32 && costs[.signs].bits == 1)
    #expect(costs[.float32].close(1_000) == 0.75 + 250 && costs[.co3].memory(10) == 48)
    // 1,000 in ten bits, 1,024 in eleven.
    #expect(costs[.signs].close(1_000) == 0.75 + 2.5 && costs[.signs].close(1_024) == 0.75 + 2.75)
    #expect(costs[.signs].receive(1_000) == 11 && costs[.history].receive(1_000) == 2)
    #expect(costs[.signs].memory(1_000) == 8 + 1.25 && costs[.dsc].memory(1_000) == 4_008)
    #expect(costs.stepSeconds == 0.125 && costs.stepBytes == 12 && costs.rateBytes == 8)
  }

  /// Three workers, 10 elements in 2 layers: 320 bits out, 10 bits each in, receive (1 + 2)·10 s each, close
  /// (0.75 + 2·0.25 + 0.125)·10 s.
  @Test func signsByHand() throws {
    let part = ServerScale.Part(elements: 10, layers: 2)
    let work = try scale().work(.signs, part, workers: 3, downlink: .once)
    #expect(
      work
        == ServerWork(
          sentBits: 320, open: 0, bits: [10, 10, 10], prepare: 0, decode: [30, 30, 30], close: 13.75))
    #expect(try scale().work(.signs, part, workers: 3, downlink: .each).sentBits == 960)
    #expect(try scale().bytes(.signs, part, workers: 3) == (8.25 + 12) * 10)
  }

  /// At H = 1, 0.75 and 0.5 an element takes 1, 0.875 and 0.75 bits and 0.25, 4.125 and 8 s; a fourth worker is as the third. Rates
  /// take 8/96 s for each of 4² · 2, tables 8 bytes.
  @Test func dscByHand() throws {
    let part = ServerScale.Part(elements: 10, layers: 2)
    let work = try scale().work(.dsc, part, workers: 4, downlink: .once)
    #expect(work.bits == [10, 8.75, 7.5, 7.5] && work.decode == [2.5, 41.25, 80, 80])
    #expect(work.prepare == 1.25 && work.close == 13.75 + 2.5)
    #expect(abs(work.open - 32.0 * 8 / 96) < 1e-14)
    #expect(try scale().bytes(.dsc, part, workers: 4) == (8 + 16 + 12) * 10 + 8 * 32)
  }

  /// The chart of Figure 5 takes the same decoding and sends the same bits for the same rates; 1e-12 is far above the rounding of
  /// numbers below 10⁵.
  @Test func codedRoundsHaveTheSameDecoding() throws {
    let rates = [1, 0.75, 0.5], times = try StageTimes(text: ScaleTables.times)
    let round = times.codedRound(rates: rates[...])
    let work = try scale().work(.dsc, .init(elements: 1_000, layers: 1), workers: 3, downlink: .once)
    #expect(work.sentBits == round.broadcastBits && work.prepare == round.planes[0][0].ratios)
    for (index, planes) in round.planes.enumerated() {
      #expect(abs(work.bits[index] - planes[0].bits) < 1e-12 && abs(work.decode[index] - planes[0].decode) < 1e-9)
    }
  }

  /// Twice the elements take twice of everything but the rates; more workers never take less.
  @Test(arguments: ScaleScheme.allCases)
  func roundsGrowWithElementsAndWorkers(scheme: ScaleScheme) throws {
    let scale = try scale()
    func round(_ elements: Double, _ workers: Int, _ downlink: ServerScale.Downlink = .once) -> ServerRound {
      ServerRound(
        scale.work(scheme, .init(elements: elements, layers: 3), workers: workers, downlink: downlink), bitRate: 8)
    }
    var before = round(64, 1)
    for workers in [2, 3, 7, 20, 100] {
      let (now, twice) = (round(64, workers), round(128, workers))
      #expect(now.delay > before.delay && now.decode > before.decode && now.aggregate >= before.aggregate)
      #expect(abs(twice.decode / now.decode - 2) < 1e-12 && abs(twice.receive / now.receive - 2) < 1e-12)
      #expect(twice.delay > now.delay && twice.delay <= 2 * now.delay * (1 + 1e-12))
      #expect(abs(round(64, workers, .each).send / now.send - Double(workers)) < 1e-9)
      let part = ServerScale.Part(elements: 64, layers: 3)
      #expect(scale.bytes(scheme, part, workers: workers) >= scale.bytes(scheme, part, workers: workers - 1))
      before = now
    }
  }

  /// 32-bit floats over 8 bit/s: sending takes 4 s an element, receiving 4 K, decoding 2 K, so that one worker ties, which is
  /// the first of the two, and two do not.
  @Test func bottlenecksChangeWhereTheyShould() throws {
    let found = try scale().bottlenecks(
      .float32, .init(elements: 10, layers: 1), among: [1, 2, 3, 10], downlink: .once, bitRate: 8)
    #expect(found.map(\.workers) == [1, 2] && found.map(\.bottleneck) == [.send, .receive])
  }

  @Test(arguments: [
    ("step\tclose_s\t100", "step\topen\t100"), ("co3\treceive_s\t200\t3", "co3\treceive_s\t200\t2"),
    ("dsc\tsent_bit\t100\t1\t1.0", "dsc\tsent_bit\t100\t1\tnan"),
    ("rates\tmemory_byte\t1\t2\t100", "rates\tmemory_byte\t0\t2\t100"),
    ("rates\tmemory_byte\t1\t2\t100", "rates\tmemory_byte\t1\t2\t-100"), ("\tvalue", "\tseconds"),
  ])
  func aTableThatLacksSomethingIsRefused(part: String, replacement: String) {
    let damaged = ScaleTables.costs.replacing(part, with: replacement)
    #expect(damaged != ScaleTables.costs)
    #expect(throws: FigureError.self) { try ServerCosts(text: damaged) }
  }

  /// What noise makes fall is level, and nothing is negative.
  @Test func noiseMakesNoNegativeCost() throws {
    let text = ScaleTables.costs.replacing("signs\tclose_s\t200\t3\t200.0", with: "signs\tclose_s\t200\t3\t100.0")
    #expect(text != ScaleTables.costs)
    // 0.5 + 0.25 with 0.25 to open at one worker is 1; at three 0.5 + 0.25.
    #expect(try ServerCosts(text: text)[.signs].close == .init(constant: 0.875, slope: 0, growth: .countBits))
  }

  /// The kept tables: the times of stages foretell those of the whole server of DSC, which was measured on its own, with all
  /// that repairs take. Bits within 3 %; a factor of two between seconds is what a busy machine may make of them.
  @Test func keptTablesAgreeWithAWholeServer() throws {
    let folder = try #require(PackageRoot.find()) + "/data/reference/"
    let text = try String(contentsOfFile: folder + "dsc-scale-costs.tsv", encoding: .utf8)
    let times = try StageTimes(text: String(contentsOfFile: folder + "dsc-fig05-times.tsv", encoding: .utf8))
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let table = try SeriesTable(text: lines.joined(separator: "\n") + "\n")
    let (P, K) = (400_000, 31)
    func measured(_ quantity: String) throws -> Double {
      let row = try #require(table.rows.first { Array($0.prefix(4)) == ["dsc", quantity, "\(P)", "\(K)"] })
      return try #require(Double(row[4]))
    }
    let work = try ServerScale(times, ServerCosts(text: text), rates: StageTimes.rates(ratio: 1, workers: K))
      .work(.dsc, .init(elements: Double(P), layers: 1), workers: K, downlink: .once)
    let bits = work.bits.reduce(0, +) / Double(P * K)
    #expect(try abs(measured("sent_bit") / bits - 1) < 0.03)
    let ratio = try measured("receive_s") / ServerRound(work, bitRate: 1).decode
    #expect(ratio > 0.5 && ratio < 2, "\(ratio)")
  }
}
