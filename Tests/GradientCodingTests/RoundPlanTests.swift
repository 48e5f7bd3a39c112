import GradientCoding
import Testing

@Suite struct RoundPlanTests {
  let plan = RoundPlan(round: 4, workers: [1, 3, 4, 9, 1_000])

  func place(round: Int = 4, worker: Int?) throws(CodecError) -> Int {
    try plan.place(ofSender: MessageHeader(kind: .gradient, round: round, worker: worker, lengths: []))
  }

  @Test func weightsAreOneUnlessGiven() {
    #expect(plan.weights == [1, 1, 1, 1, 1])
    #expect(RoundPlan(round: 0, workers: [0, 1], weights: [12, 13]).weights == [12, 13])
  }

  @Test func everyWorkerHasItsPlace() throws {
    for (index, worker) in plan.workers.enumerated() { #expect(try place(worker: worker) == index) }
  }

  @Test(arguments: [0, 2, 5, 8, 10, 999, 1_001, Int(UInt32.max)]) func othersAreUnknown(worker: Int) {
    #expect(throws: CodecError.unknownWorker(worker)) { try place(worker: worker) }
  }

  @Test func otherRoundsAreRefused() {
    #expect(throws: CodecError.wrongRound(found: 5, expected: 4)) { try place(round: 5, worker: 3) }
  }

  @Test func messagesToAllHaveNoSender() {
    #expect(throws: CodecError.invalid(.init(offset: 0), found: "no sender", expected: "a worker")) {
      try place(worker: nil)
    }
  }
}
