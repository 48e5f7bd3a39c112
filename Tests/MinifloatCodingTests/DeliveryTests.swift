import GradientCoding
import MinifloatCoding
import Quantization
import Testing

/// Rounds of workers and a server over bytes.
@Suite struct DeliveryTests {
  /// The server's estimate is the mean of what the workers know that it reads, for every coder and format.
  @Test(arguments: LosslessCoder.allCases, [Minifloat.e2m1, .e5m2])
  func theServerReadsWhatWorkersSent(coder: LosslessCoder, format: Minifloat) throws {
    let codec = MinifloatCodec(format, coder: coder, refreshInterval: 3)
    var rounds = try CodedRounds(ErrorFeedback(codec, decay: 0.9), seed: 1)
    for round in 0..<5 {
      let outcome = try rounds.run(round)
      let read = rounds.workers.map { $0.reconstruction ?? [] }
      let expected = zip(read[0], read[1]).map { ($0 + $1) / 2 }
      #expect(zip(expected, outcome.estimate).allSatisfy { $0 == $1 } && expected.count == outcome.estimate.count)
      #expect(outcome.answers.count == (round % 3 == 0 ? 2 : 0))
      let sent = outcome.messages + outcome.answers
      #expect(outcome.traffic.uplink.sentBytes == sent.reduce(0) { $0 + $1.bytes.count })
    }
  }
}
