import GradientCoding
import HistoryCoding
import Randomness
import Testing

/// The server against byte strings: cut short, made longer, with bytes replaced.
@Suite struct FuzzTests {
  /// Each is taken or refused with a `CodecError`; after a refusal the message itself is taken and gives its signs.
  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func everyByteStringIsTakenOrRefused(seed: UInt64) throws {
    let layout = LayerLayout([("kernel", [12, 11]), ("bias", [11]), ("scale", [])])
    var trial = CodedRound(layout, RangeCodedSigns(reach: 2), seed: seed)
    #expect(try trial.delivers(trial.message(round: 0), round: 0))
    let valid = try trial.message(round: 1)
    var rng = Streams(seed: seed).generator("fuzz")
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    var taken = 0, refused = 0
    for _ in 0..<1_500 {
      var bytes = valid.bytes
      switch below(4) {
      case 0: bytes.removeLast(1 + below(bytes.count))
      case 1: bytes += (0...below(8)).map { _ in UInt8(below(256)) }
      case 2: for _ in 0...below(3) { bytes[below(bytes.count)] = UInt8(below(256)) }
      default: for _ in 0...below(2) { bytes[below(min(20, bytes.count))] = UInt8(below(256)) }
      }
      var attacked = trial
      do throws(CodecError) {
        _ = try attacked.server.receive(bytes)
        taken += 1
      } catch {
        refused += 1
        #expect(try attacked.delivers(valid, round: 1))
      }
    }
    #expect(taken > 50 && refused > 500 && taken + refused == 1_500)
  }
}
