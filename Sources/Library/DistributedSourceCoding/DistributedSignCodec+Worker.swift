import EntropyCoding
public import GradientCoding
import HistoryCoding
import Quantization
import SlepianWolf

extension DistributedSignCodec {
  /// The worker's half: it keeps its signs, and once it was told its rates their syndromes, until the next round.
  public struct Worker: WorkerHalf, Resumable {
    /// What it keeps between rounds: nothing.
    public struct Memory: Codable, Sendable {}

    /// The worker's index.
    public let worker: Int
    let code: PlaneCode
    let layout: LayerLayout
    /// The round, and the signs of its layers; nil before the first.
    private var gradient: (round: Int, signs: [PackedSigns])?
    /// One a layer, from when the worker was told its rates.
    private var encoders: [TensorEncoder] = []

    init(worker: Int, code: PlaneCode, layout: LayerLayout) {
      self.worker = worker
      self.code = code
      self.layout = layout
    }

    /// Nothing.
    public var memory: Memory { Memory() }
    /// Forgets the gradient.
    public mutating func restore(_ memory: Memory) { (gradient, encoders) = (nil, []) }

    /// Announces a gradient by the root mean squares of its layers, and keeps its signs.
    ///
    /// - Complexity: O(P).
    public mutating func encode(_ gradient: LocalGradient, round: Int) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      var signs: [PackedSigns] = [], sections: [[UInt8]] = []
      for layer in layout.layers {
        let values = gradient.values.span.extracting(layer.range)
        signs.append(PackedSigns(of: values))
        var writer = ByteWriter(capacity: 4)
        writer.write(floats: [SignScale.rootMeanSquare(of: values)])
        sections.append(writer.bytes)
      }
      self.gradient = (round, signs)
      encoders = []
      let raw = 32 * layout.layers.count
      return Message(
        kind: .gradient, round: round, worker: worker, sections: sections, raw: raw, entropy: Double(raw))
    }

    /// Sends syndromes at the rates that the first request of a round tells, and more of them as later ones ask.
    ///
    /// The raw size of the first answer is a bit a sign, its entropy that of the signs of each layer at their frequency
    /// in it; further answers add nothing to either.
    ///
    /// - Complexity: O(P) and, for syndromes, the ones of their matrices.
    /// - Throws: `CodecError` for bytes that are no request of this round to this worker; the half is then as it was.
    public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      guard let gradient else { throw .noOpenRound }
      let header = try MessageHeader(of: request, kinds: .request, sectionCount: layout.layers.count)
      guard header.round == gradient.round else { throw .wrongRound(found: header.round, expected: gradient.round) }
      guard header.worker == worker else { throw .unexpectedDownlink(worker: worker) }
      let isFirst = encoders.isEmpty
      let (encoders, sections) =
        isFirst ? try begin(gradient.signs, request, header) : try goOn(request, header)
      self.encoders = encoders
      return Message(
        kind: .answer, round: gradient.round, worker: worker, sections: sections,
        raw: isFirst ? layout.elementCount : 0, entropy: isFirst ? gradient.signs.reduce(0) { $0 + $1.entropy } : 0)
    }

    /// Encodes all layers as their plans say.
    private func begin(
      _ signs: [PackedSigns], _ request: [UInt8], _ header: MessageHeader
    ) throws(CodecError) -> ([TensorEncoder], [[UInt8]]) {
      var plans: [[PlanePlan]] = []
      for (layer, section) in header.sections.enumerated() {
        do throws(EntropyCodingError) {
          plans.append(
            try PlanePlan.plans(
              from: Array(request[section]), planeCount: 1, code: code, count: signs[layer].count))
        } catch {
          throw CodecError(error, layer: layer, from: section.lowerBound)
        }
      }
      let encoders = zip(signs, plans).map { TensorEncoder(planes: [BitBlocks($0)], plans: $1, code: code) }
      return (encoders, encoders.map(\.message))
    }

    /// Gives more of the layers that are asked for.
    private func goOn(
      _ request: [UInt8], _ header: MessageHeader
    ) throws(CodecError) -> ([TensorEncoder], [[UInt8]]) {
      var encoders = encoders, sections: [[UInt8]] = []
      for (layer, section) in header.sections.enumerated() {
        do throws(EntropyCodingError) {
          sections.append(section.isEmpty ? [] : try encoders[layer].answer(Array(request[section])))
        } catch {
          throw CodecError(error, layer: layer, from: section.lowerBound)
        }
      }
      return (encoders, sections)
    }
  }
}
