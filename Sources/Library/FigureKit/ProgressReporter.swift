import Foundation
import Parallelism

/// Tells how far a computation is: a bar with the time left on a terminal, a line now and then elsewhere.
public final class ProgressReporter: Sendable {
  /// How progress is shown.
  public enum Style: Sendable {
    /// One line that is drawn over.
    case bar
    /// A line when at least ten seconds have passed.
    case lines
    case silent

    /// A bar when standard error is a terminal, lines otherwise.
    public static func standard(quiet: Bool) -> Style { quiet ? .silent : isatty(STDERR_FILENO) == 1 ? .bar : .lines }
  }

  private struct State {
    var done = 0
    var lastShown: Duration?
  }

  private let label: String
  private let total: Int
  private let style: Style
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Starts to report on `total` steps.
  ///
  /// - Parameters:
  ///   - elapsed: The time since the start.
  ///   - write: Takes what is to be shown.
  public init(
    _ label: String, total: Int, style: Style, elapsed: @escaping @Sendable () -> Duration,
    write: @escaping @Sendable (String) -> Void
  ) {
    precondition(total >= 0, "a number of steps")
    self.label = label
    self.total = total
    self.style = style
    self.elapsed = elapsed
    self.write = write
  }

  /// Starts to report on `total` steps on standard error.
  public convenience init(_ label: String, total: Int, style: Style) {
    let start = ContinuousClock.now
    self.init(
      label, total: total, style: style, elapsed: { ContinuousClock.now - start }, write: StandardStream.say)
  }

  /// Notes that `steps` more are done.
  public func advance(by steps: Int = 1) {
    let now = elapsed()
    state.withLock { state in
      state.done += steps
      let isLast = state.done >= total
      let pause: Duration = style == .bar ? .milliseconds(100) : .seconds(10)
      // Lines stay silent for what ends before the first is due.
      let isDue = now - (state.lastShown ?? .zero) >= pause || (isLast && (style == .bar || state.lastShown != nil))
      guard style != .silent, isDue else { return }
      state.lastShown = now
      write(style == .bar ? bar(state.done, now) + (isLast ? "\r\u{1B}[K" : "") : line(state.done, now) + "\n")
    }
  }

  private func line(_ done: Int, _ now: Duration) -> String {
    "\(label): \(done) of \(total)\(left(done, now).map { ", \($0) left" } ?? "")"
  }

  private func bar(_ done: Int, _ now: Duration) -> String {
    let width = 24
    let filled = total == 0 ? width : min(width, width * done / total)
    let cells = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    return "\r\u{1B}[K\(label) \(cells) \(done)/\(total) \(left(done, now).map { "\($0) left" } ?? "")"
  }

  /// The time that the rest takes at the mean pace so far, or nil at the start and the end.
  private func left(_ done: Int, _ now: Duration) -> String? {
    guard done > 0, done < total else { return nil }
    let seconds = Int((now * (Double(total - done) / Double(done))).components.seconds)
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    return hours > 0 ? "\(hours) h \(minutes) min" : minutes > 0 ? "\(minutes) min \(seconds % 60) s" : "\(seconds) s"
  }
}
