import FigureKit

/// Rounds of trainings between hosts, as measured.
///
/// Read from a table with a line for each scheme over links of each kind; lines that begin with # say where it comes from. Its columns
/// are those of ``Line``.
public struct HostRounds: Sendable, Equatable {
  /// What the rounds of one scheme took on average.
  public struct Line: Sendable, Equatable {
    /// `codec`, by its name in `telegrad-train`.
    public let scheme: ScaleScheme
    /// `setting`: what was as it is not by itself; ``defaultSetting`` for nothing.
    public let setting: String
    /// `link_mbit_s` as bit/s of each host in each direction, infinite for `inf`; `latency_ms` as seconds from host to host, one way.
    public let bitRate: Double, latency: Double
    /// `workers`, each on a host of its own beside the server's, and `rounds` that were counted.
    public let workers: Int, rounds: Int
    /// `round_s`, from one sending of the model to the next, and the standard error of the mean over rounds, `round_error_s`.
    public let seconds: Double, error: Double
    /// `model_s`: until the last worker has the model. `server_s`: the server computes. What is left of a round is waiting for workers and what they send.
    public let model: Double, server: Double
    /// `gradient_s` and `encode_s`: a worker computes its gradient, and what it sends.
    public let gradient: Double, encode: Double
    /// `uplink_bit` and `downlink_bit` of all workers without the model, and the server's `requests`.
    public let uplinkBits: Double, downlinkBits: Double, requests: Double
  }

  /// The lines in their order.
  public let lines: [Line]

  /// Reads the table.
  ///
  /// - Throws: `FigureError/malformedRow(index:reason:)` for a table that lacks a column or has no line, or a line with an unknown codec
  ///   or a number that cannot be.
  public init(text: String) throws(FigureError) {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    let table = try SeriesTable(text: rows.joined(separator: "\n"))
    var lines: [Line] = []
    for (index, row) in table.rows.enumerated() { lines.append(try Line(table.header, row, index: index)) }
    guard !lines.isEmpty else { throw .malformedRow(index: 0, reason: "no line") }
    self.lines = lines
  }

  /// The ``Line/setting`` of what is as it is by itself.
  public static let defaultSetting = "default"

  /// The codecs of `telegrad-train` whose rounds can be predicted.
  static let codecs: [String: ScaleScheme] = ["uncoded": .float32, "signs": .signs, "dsc": .dsc, "co3-fp4": .co3]
}

extension HostRounds.Line {
  fileprivate init(_ header: [String], _ row: [String], index: Int) throws(FigureError) {
    func cell(_ name: String) throws(FigureError) -> String {
      guard let place = header.firstIndex(of: name) else { throw .malformedRow(index: 0, reason: "no column \(name)") }
      return row[place]
    }
    func number(_ name: String) throws(FigureError) -> Double {
      let text = try cell(name)
      guard let value = Double(text), value >= 0, value.isFinite || name == "link_mbit_s" else {
        throw .malformedRow(index: index, reason: "\(name) \(text.debugDescription)")
      }
      return value
    }
    func count(_ name: String) throws(FigureError) -> Int {
      let text = try cell(name)
      guard let value = Int(text), (1...1_000_000).contains(value) else {
        throw .malformedRow(index: index, reason: "\(name) \(text.debugDescription)")
      }
      return value
    }
    let codec = try cell("codec")
    guard let scheme = HostRounds.codecs[codec] else {
      throw .malformedRow(index: index, reason: "codec \(codec.debugDescription)")
    }
    self.scheme = scheme
    setting = try cell("setting")
    bitRate = try 1e6 * number("link_mbit_s")
    latency = try 1e-3 * number("latency_ms")
    (workers, rounds) = try (count("workers"), count("rounds"))
    (seconds, error) = try (number("round_s"), number("round_error_s"))
    (model, server) = try (number("model_s"), number("server_s"))
    (gradient, encode) = try (number("gradient_s"), number("encode_s"))
    (uplinkBits, downlinkBits) = try (number("uplink_bit"), number("downlink_bit"))
    requests = try number("requests")
    guard bitRate > 0, seconds > 0, workers <= 1_000 else {
      throw .malformedRow(index: index, reason: "a link, a time and at most 1,000 workers")
    }
  }
}
