public import Quantization

/// How the signs of a layer become bytes. Whatever it is, the signs arrive as they are.
public protocol SignCoding: Sendable {
  /// The part that runs at each worker.
  associatedtype Encoder: SignEncoder
  /// The part that runs at the server.
  associatedtype Decoder: SignDecoder

  /// The encoder of one worker, for all rounds.
  func makeEncoder(layout: LayerLayout) -> Encoder
  /// The decoder of all workers' signs, for all rounds.
  func makeDecoder(layout: LayerLayout) -> Decoder
}

/// Turns a worker's signs into bytes.
public protocol SignEncoder: Sendable {
  /// Begins a round at the model that was broadcast.
  mutating func begin(round: Int, model: [Float])
  /// The bytes of the signs of a layer.
  mutating func encode(_ signs: PackedSigns, layer: Int) -> [UInt8]
}

/// Turns the bytes of any worker's signs back.
public protocol SignDecoder: Sendable {
  /// Opens a round at the model that is broadcast.
  mutating func open(round: Int, model: [Float])
  /// The signs of a layer from all bytes that are left of a section.
  ///
  /// Every byte string is taken or refused in time and memory bounded by the layout; what it gives does not depend on
  /// the order of arrival.
  mutating func decode(_ section: ByteReader, layer: Int) throws(CodecError) -> PackedSigns
}

/// Signs as they are, one bit each.
public struct UncodedSigns: SignCoding, Equatable {
  public init() {}

  public func makeEncoder(layout: LayerLayout) -> Encoder { Encoder() }
  public func makeDecoder(layout: LayerLayout) -> Decoder { Decoder(layout: layout) }

  /// It keeps nothing.
  public struct Encoder: SignEncoder, MemorylessHalf {
    public func begin(round: Int, model: [Float]) {}
    public func encode(_ signs: PackedSigns, layer: Int) -> [UInt8] { signs.bytes }
  }

  /// It keeps nothing.
  public struct Decoder: SignDecoder, MemorylessHalf {
    let layout: LayerLayout

    public func open(round: Int, model: [Float]) {}

    public func decode(_ section: ByteReader, layer: Int) throws(CodecError) -> PackedSigns {
      try PackedSigns(count: layout.layers[layer].range.count, from: section)
    }
  }
}
