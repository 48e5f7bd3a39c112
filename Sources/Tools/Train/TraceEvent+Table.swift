import FigureKit
import MessagePassing

extension TraceEvent {
  /// Events in their order: seconds of the monotonic clock, what happened, and for messages the other rank, the kind and the bytes.
  static func table(_ events: [TraceEvent]) throws(FigureError) -> SeriesTable {
    try SeriesTable(
      header: ["start_s", "end_s", "event", "rank", "message", "bytes"],
      rows: events.map { event in
        let cells =
          switch event.kind {
          case .sent(let rank, let tag, let bytes): ["sent", "\(rank)", "\(tag)", "\(bytes)"]
          case .received(let rank, let tag, let bytes): ["received", "\(rank)", "\(tag)", "\(bytes)"]
          case .computedGradients: ["computed", "-", "-", "0"]
          }
        return [SeriesTable.cell(event.start), SeriesTable.cell(event.end)] + cells
      })
  }
}
