import FigureKit
import Parallelism
import Testing

@Suite struct ProgressTests {
  /// Advances ten steps of `pace` each and gives what was shown.
  private func shown(_ style: ProgressReporter.Style, pace: Duration) -> String {
    let text = Mutex(""), now = Mutex(Duration.zero)
    let progress = ProgressReporter(
      "epoch", total: 10, style: style, elapsed: { now.withLock { $0 } },
      write: { part in text.withLock { $0 += part } })
    for _ in 0..<10 {
      now.withLock { $0 += pace }
      progress.advance()
    }
    return text.withLock { $0 }
  }

  @Test func linesComeTenSecondsApart() {
    #expect(
      shown(.lines, pace: .seconds(6))
        == "epoch: 2 of 10, 48 s left\nepoch: 4 of 10, 36 s left\nepoch: 6 of 10, 24 s left\n"
        + "epoch: 8 of 10, 12 s left\nepoch: 10 of 10\n")
  }

  @Test func shortWorkPrintsNoLine() { #expect(shown(.lines, pace: .milliseconds(500)).isEmpty) }

  @Test func theBarShowsTheTimeLeftAndIsWipedAtTheEnd() {
    let text = shown(.bar, pace: .seconds(600))
    #expect(text.contains("5/10 50 min 0 s left") && text.contains("1/10 1 h 30 min left"))
    #expect(text.hasSuffix("\r\u{1B}[K"))
  }

  @Test func quietIsSilent() { #expect(shown(.silent, pace: .seconds(100)).isEmpty) }
}
