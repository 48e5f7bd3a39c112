import EntropyCoding
public import GradientCoding
import HistoryCoding
import Quantization
import QuantizerCoding
import Randomness
import SlepianWolf

extension DitheredSourceCodec {
  /// The worker's half: it keeps the models of the last rounds, and in the second group its levels until the next
  /// round.
  public struct Worker: WorkerHalf, Resumable {
    /// What it keeps between rounds: the models of the last ones.
    public struct Memory: Codable, Sendable {
      let history: ModelHistory
    }

    /// A layer's folded levels and contexts, and what was sent of them by syndromes.
    struct Layer {
      let levels: [Int8]
      let contexts: [UInt8]
      /// Whether the step is 0, and nothing is sent of the layer.
      let isSilent: Bool
      var encoder: TensorEncoder?
    }

    /// The worker's index.
    public let worker: Int
    let codec: DitheredSourceCodec
    let layout: LayerLayout
    let streams: Streams
    private var history: ModelHistory
    /// Whether it is in the second group of the round.
    private var isSecond = false
    /// The round, and the layers of the gradient; nil before the first.
    private var gradient: (round: Int, layers: [Layer])?
    /// Whether the first request of the round was answered.
    private var hasAnswered = false

    init(worker: Int, codec: DitheredSourceCodec, layout: LayerLayout, streams: Streams) {
      self.worker = worker
      self.codec = codec
      self.layout = layout
      self.streams = streams
      history = ModelHistory(reach: codec.reach)
    }

    /// What it keeps between rounds.
    public var memory: Memory { Memory(history: history) }

    /// Goes on after the last round, and forgets the gradient.
    public mutating func restore(_ memory: Memory) throws(DecodingError) {
      for model in memory.history.models { try model.check(layout) }
      (history, gradient, hasAnswered, isSecond) = (memory.history, nil, false, false)
    }

    /// Begins a round: the broadcast tells the first worker of the second group.
    ///
    /// - Throws: `CodecError` for bytes that tell no worker, or none where there have to be some.
    public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      if codec.rule == .contexts {
        guard broadcast == nil else { throw .unexpectedDownlink(worker: worker) }
        isSecond = false
      } else {
        isSecond = try SecondGroup.has(worker, round: round, broadcast: broadcast)
      }
      history.open(round: round, model: model)
    }

    /// Quantizes a gradient, and sends its levels or, in the second group, its steps alone.
    ///
    /// The raw size is that of a `QuantizerCodec`, levels in words and 32 bits a step; the entropy that of the levels
    /// of each layer at their frequencies in it.
    ///
    /// - Complexity: O(P), some 30 ns each.
    /// - Throws: `CodecError/notFinite(worker:layer:)`.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      let rng = codec.dither(streams, worker: worker, round: round), age = history.greatestAge
      let models = history.models(age: age)
      var layers: [Layer] = [], steps: [Float] = [], sections: [[UInt8]] = [], raw = 0, entropy = 0.0
      for (index, layer) in layout.layers.enumerated() {
        let values = gradient.values.span.extracting(layer.range)
        let step: Float
        do throws(QuantizationError) { step = try codec.quantizer.step(of: values) } catch {
          throw .notFinite(worker: worker, layer: index)
        }
        var levels = [Int8](repeating: 0, count: values.count), span = levels.mutableSpan
        codec.quantizer.encode(values, step: step, dither: rng, startingAt: layer.range.lowerBound, into: &span)
        raw += 32 * (1 + WordPacking(alphabetSize: codec.quantizer.levelCount).wordCount(of: levels.count))
        entropy += Self.entropy(levels, extent: codec.quantizer.extent)
        let scales = models.flatMap { ScaleClasses.classes(layer, from: $0.earlier, to: $0.current) }
        let contexts = codec.contexts(layer, dither: rng, scales: scales)
        let folded = Layer(levels: contexts.folded(levels), contexts: contexts.values, isSilent: step == 0)
        steps.append(step)
        layers.append(folded)
        sections.append(isSecond || step == 0 ? [] : folded.stream(extent: codec.quantizer.extent))
      }
      self.gradient = (round, layers)
      hasAnswered = false
      return Message(
        kind: .gradient, round: round, worker: worker, sections: [SourceHead(age: age, steps: steps).bytes] + sections,
        raw: raw, entropy: entropy + Double(32 * layers.count))
    }

    /// Sends syndromes and streams as the first request of a round tells, and more of syndromes as later ones ask.
    ///
    /// The raw size and the entropy of answers are 0: the message before has counted the levels.
    ///
    /// - Complexity: O(P), some 30 ns each, and the ones of matrices.
    /// - Throws: `CodecError` for bytes that are no request of this round to this worker; the half is then as it was.
    public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      guard let (round, kept) = gradient else { throw .noOpenRound }
      guard isSecond else { throw .unexpectedDownlink(worker: worker) }
      let header = try MessageHeader(of: request, kinds: .request, sectionCount: layout.layers.count)
      guard header.round == round else { throw .wrongRound(found: header.round, expected: round) }
      guard header.worker == worker else { throw .unexpectedDownlink(worker: worker) }
      var layers = kept, sections: [[UInt8]] = []
      for (index, section) in header.sections.enumerated() {
        let bytes = Array(request[section])
        do throws(EntropyCodingError) {
          if hasAnswered {
            sections.append(bytes.isEmpty ? [] : try layers[index].goOn(bytes))
          } else {
            sections.append(try layers[index].begin(bytes, codec))
          }
        } catch {
          throw CodecError(error, layer: index, from: section.lowerBound)
        }
      }
      gradient = (round, layers)
      hasAnswered = true
      return Message(kind: .answer, round: round, worker: worker, sections: sections, raw: 0, entropy: 0)
    }

    private static func entropy(_ levels: [Int8], extent: Int) -> Double {
      var counts = [Int](repeating: 0, count: 2 * extent + 1)
      for level in levels { counts[Int(level) + extent] += 1 }
      return Double(levels.count) * EntropyCoding.entropy(ofCounts: counts)
    }
  }
}
