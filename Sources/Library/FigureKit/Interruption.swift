import Dispatch
import Foundation
import Parallelism

/// Stops a run cleanly at SIGINT (Ctrl-C) and SIGTERM.
enum Interruption {
  /// Runs `body` in a task that the first signal cancels; a second one ends the process at once.
  ///
  /// - Throws: What `body` throws, or ``FigureError/interrupted(signal:)`` when it ended early because of a signal.
  static func watch<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let received = Mutex<Int32?>(nil)
    let task = Task(operation: body)
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isFirst = received.withLock { received in
          defer { received = received ?? number }
          return received == nil
        }
        if isFirst { task.cancel() } else { _exit(128 + number) }
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    do {
      return try await task.value
    } catch {
      if let number = received.withLock({ $0 }) { throw FigureError.interrupted(signal: number) }
      throw error
    }
  }
}
