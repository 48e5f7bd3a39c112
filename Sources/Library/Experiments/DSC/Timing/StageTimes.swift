import FigureKit
import RateDistortion
import RealModule

/// Measured times of what a round does for one network, and the rounds that they make.
///
/// They are read from a table with a line a measurement; lines that begin with # say where it comes from. Columns:
/// `stage`, `elements` P, `workers` K, `entropy_bit` H, `sent_bit` per element, and `seconds`; nan where one does not apply. Stages are
/// those of ``RoundTimeline/Stage``; control depends on K, and encode and decode, of a plane of P bits, on H.
public struct StageTimes: Sendable {
  /// A bit plane at one conditional entropy.
  public struct Plane: Sendable, Equatable {
    /// H, bits for each bit.
    public let entropy: Double
    /// What is sent, bits for each bit.
    public let sent: Double
    /// Seconds for P bits.
    public let encode: Double, decode: Double
  }

  /// The number of elements of a gradient, P.
  public let elementCount: Int
  /// Seconds of stages that depend on neither K nor H, for P elements; the count is of one worker's raw signs.
  public let gradient: Double, meanSquare: Double, quantize: Double, ratios: Double, count: Double, update: Double
  /// Seconds of estimate and rates, K ascending.
  public let control: [(workers: Double, seconds: Double)]
  /// H ascending.
  public let planes: [Plane]

  /// Reads the table.
  ///
  /// - Throws: `FigureError/malformedRow(index:reason:)` for a table that lacks a column or a stage, or holds another
  ///   number than a positive one where there must be one.
  public init(text: String) throws(FigureError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    let table = try SeriesTable(text: lines.joined(separator: "\n"))
    let rows = try Rows(table)
    func seconds(_ stage: String) throws(FigureError) -> Double {
      guard let row = rows[stage].first else {
        throw .malformedRow(index: table.rows.count, reason: "no stage \(stage)")
      }
      return row.seconds
    }
    elementCount = Int(exactly: rows.all.first?.elements ?? 0) ?? 0
    gradient = try seconds("gradient")
    meanSquare = try seconds("mean square")
    quantize = try seconds("quantize")
    ratios = try seconds("ratios")
    count = try seconds("count")
    update = try seconds("update")
    _ = try (seconds("control"), seconds("encode"), seconds("decode"))
    control = rows["control"].map { ($0.workers, $0.seconds) }.sorted { $0.0 < $1.0 }
    let (encoded, decoded) = (rows["encode"], rows["decode"])
    planes = encoded.sorted { $0.entropy < $1.entropy }.compactMap { row in
      decoded.first { $0.entropy == row.entropy }.map {
        Plane(entropy: row.entropy, sent: row.sent, encode: row.seconds, decode: $0.seconds)
      }
    }
    guard elementCount > 0, planes.count == decoded.count, planes.count == encoded.count,
      planes.allSatisfy({ $0.entropy >= 0 && $0.sent > 0 }),
      control.allSatisfy({ $0.workers >= 1 }), rows.all.allSatisfy({ $0.seconds > 0 && $0.seconds.isFinite })
    else {
      throw .malformedRow(index: table.rows.count, reason: "encode and decode at like entropies, and positive numbers")
    }
  }

  /// A plane at any entropy: linear between those measured, and as at the nearest beyond them.
  public func plane(entropy: Double) -> Plane {
    let place = Self.place(of: entropy, among: planes.map(\.entropy))
    func mix(_ value: (Plane) -> Double) -> Double {
      (1 - place.share) * value(planes[place.lower]) + place.share * value(planes[place.upper])
    }
    return Plane(entropy: entropy, sent: mix(\.sent), encode: mix(\.encode), decode: mix(\.decode))
  }

  /// Estimate and rates for any number of workers: a power of K between those measured, and as at the nearest beyond them.
  public func controlSeconds(workers: Int) -> Double {
    let place = Self.place(of: .log(Double(workers)), among: control.map { .log($0.workers) })
    return .exp(
      (1 - place.share) * .log(control[place.lower].seconds) + place.share * .log(control[place.upper].seconds))
  }

  /// The positions about a value among ascending ones, and the weight of the upper.
  private static func place(of value: Double, among values: [Double]) -> (lower: Int, upper: Int, share: Double) {
    let upper = values.firstIndex { $0 >= value } ?? values.count - 1
    let lower = max(0, upper - 1)
    guard lower < upper, value < values[upper] else { return (upper, upper, 0) }
    return (lower, upper, (value - values[lower]) / (values[upper] - values[lower]))
  }
}

extension StageTimes {
  /// A round of signs, uncoded.
  public func uncodedRound(workers: Int) -> RoundWork {
    round(planes: Array(repeating: RoundWork.Plane(bits: Double(elementCount), decode: count), count: workers))
  }

  /// A round of signs by successive Wyner-Ziv coding, the k-th worker at the k-th of `rates`.
  ///
  /// - Parameters:
  ///   - rates: H(U_k | U_1, …, U_{k−1}), bits per element, [K].
  ///   - decoderBitRate: The source bits that a decoder other than the one measured gives out in a second.
  public func codedRound(rates: ArraySlice<Double>, decoderBitRate: Double? = nil) -> RoundWork {
    let elements = Double(elementCount)
    return round(
      control: controlSeconds(workers: rates.count),
      planes: rates.map { rate in
        let plane = plane(entropy: rate)
        return RoundWork.Plane(
          encode: plane.encode, bits: elements * plane.sent, ratios: ratios,
          decode: decoderBitRate.map { elements / $0 } ?? plane.decode)
      })
  }

  private func round(control: Double = 0, planes: [RoundWork.Plane]) -> RoundWork {
    RoundWork(
      broadcastBits: 32 * Double(elementCount), control: control,
      gradients: Array(repeating: gradient, count: planes.count), meanSquare: meanSquare, quantize: quantize,
      planes: planes.map { [$0] }, update: update)
  }

  /// Rates of workers 1…K under the Gaussian CEO model with σ_X²/σ_N² = `ratio`, exact.
  public static func rates(ratio: Double, workers: Int) throws(RateDistortionError) -> [Double] {
    try SignSideInformation(GaussianCEO(signalVariance: ratio, noiseVariance: 1), workerCount: workers).rates
  }
}

/// The lines of the table as numbers.
private struct Rows {
  struct Row {
    let stage: String
    let elements: Double, workers: Double, entropy: Double, sent: Double, seconds: Double
  }
  let all: [Row]

  init(_ table: SeriesTable) throws(FigureError) {
    func numbers(_ name: String) throws(FigureError) -> [Double] {
      guard let cells = table[name] else { throw .malformedRow(index: 0, reason: "no column \(name)") }
      return cells.map { Double($0) ?? .nan }
    }
    guard let stages = table["stage"] else { throw .malformedRow(index: 0, reason: "no column stage") }
    let (elements, workers) = try (numbers("elements"), numbers("workers"))
    let (entropies, sent, seconds) = try (numbers("entropy_bit"), numbers("sent_bit"), numbers("seconds"))
    all = stages.indices.map {
      Row(
        stage: stages[$0], elements: elements[$0], workers: workers[$0], entropy: entropies[$0], sent: sent[$0],
        seconds: seconds[$0])
    }
  }

  subscript(stage: String) -> [Row] { all.filter { $0.stage == stage } }
}
