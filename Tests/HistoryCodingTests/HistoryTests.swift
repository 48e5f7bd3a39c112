import GradientCoding
import HistoryCoding
import Randomness
import Testing

/// Which history is used when.
@Suite struct HistoryTests {
  let layout = LayerLayout([("kernel", [40, 25]), ("bias", [25])])

  /// A worker that comes first, in the next round, after rounds missed, after more than the reach, and again.
  @Test func aWorkerRefersToItsLastRoundWithinTheReach() throws {
    var trial = CodedRound(layout, RangeCodedSigns(reach: 4))
    for (round, age) in [(0, 0), (1, 1), (2, 1), (5, 3), (9, 4), (14, 0), (15, 1)] {
      for missed in max(0, round - 4)..<round where round > 2 { trial.pass(round: missed) }
      let message = try trial.message(round: round)
      #expect(try trial.age(message) == age)
      #expect(try trial.delivers(message, round: round))
    }
  }

  /// A round that failed is run again with the same history.
  @Test func aRoundCanBeginAgain() throws {
    var trial = CodedRound(layout, RangeCodedSigns(reach: 2))
    #expect(try trial.delivers(trial.message(round: 0), round: 0))
    let first = try trial.message(round: 1), second = try trial.message(round: 1)
    #expect(first == second)
    #expect(try trial.age(second) == 1)
    #expect(try trial.delivers(second, round: 1))
  }

  /// A server that began anew refuses what refers to rounds it has not seen, and takes what does not.
  @Test func historyThatTheServerDoesNotHaveIsRefused() throws {
    var trial = CodedRound(layout, RangeCodedSigns(reach: 2))
    #expect(try trial.delivers(trial.message(round: 0), round: 0))
    trial.server = SignCodec(trial.coding).makeServer(layout: layout, streams: trial.streams)
    let message = try trial.message(round: 1)
    let header = try MessageHeader(of: message.bytes, kinds: .gradient, sectionCount: 2)
    #expect(
      throws: CodecError.invalid(
        .init(layer: 0, offset: header.sections[0].lowerBound + 4), found: "history of 1 rounds",
        expected: "a round whose model the server has")
    ) { try trial.server.receive(message.bytes) }
    trial.worker = SignCodec(trial.coding).makeWorker(3, layout: layout, streams: trial.streams)
    #expect(try trial.delivers(trial.message(round: 1), round: 1))
  }

  /// A model that moved nowhere, or to what is no number, gives no context but does no harm.
  @Test(arguments: [0, Float.infinity, .nan, .greatestFiniteMagnitude])
  func modelsOfAnyNumbersDeliver(value: Float) throws {
    var trial = CodedRound(layout, RangeCodedSigns(reach: 1))
    for (round, value) in [0, value, -value, 0, 0].enumerated() {
      let model = (0..<layout.elementCount).map { $0 % 7 == 0 ? value : 0 }
      _ = trial.server.open(RoundPlan(round: round, workers: [3]), model: model)
      try trial.worker.begin(round: round, model: model, broadcast: nil)
      let message = trial.worker.encode(LocalGradient(values: trial.gradient(round: round)), round: round)
      #expect(try trial.delivers(message, round: round))
    }
  }

  /// Layers of 1, 2, 3 and odd numbers of elements, of one row, one column and many extents.
  @Test(arguments: [true, false]) func layersOfAnyShapeDeliver(usesNeighbours: Bool) throws {
    let shapes = [
      [], [1], [2], [3], [1, 9], [9, 1], [2, 65], [65, 2], [3, 3, 5, 7], [101], [1, 1, 1, 200], [600, 2],
    ]
    let layout = LayerLayout(shapes.enumerated().map { ("\($0)", $1) })
    var trial = CodedRound(layout, RangeCodedSigns(reach: 1, usesNeighbours: usesNeighbours))
    for round in 0..<3 { #expect(try trial.delivers(trial.message(round: round), round: round)) }
    trial = CodedRound(LayerLayout([]), RangeCodedSigns(reach: 1, usesNeighbours: usesNeighbours))
    #expect(try trial.delivers(trial.message(round: 0), round: 0))
  }
}
