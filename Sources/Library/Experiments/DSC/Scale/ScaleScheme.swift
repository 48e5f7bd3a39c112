/// The ways to send gradients whose server is followed to many workers.
public enum ScaleScheme: String, Sendable, CaseIterable {
  /// Gradients as 32-bit floats.
  case float32
  /// SignSGD, a bit a sign.
  case signs
  /// Signs range-coded with the history of the model.
  case history
  /// CO3: fp4 and Huffman's code.
  case co3
  /// Algorithm 1 of DSC on signs.
  case dsc

  /// How something grows with the number of workers.
  enum Growth {
    case none
    /// In proportion to K.
    case workers
    /// In proportion to the bits of a count up to K, ⌈log₂(K + 1)⌉.
    case countBits

    /// The factor at K workers.
    func factor(_ workers: Int) -> Double {
      switch self {
      case .none: 0
      case .workers: Double(workers)
      case .countBits: Double(Int.bitWidth - workers.leadingZeroBitCount)
      }
    }
  }

  /// How the time to open and close a round grows: whole messages are added up when it closes, signs are counted as they come.
  var closing: Growth {
    switch self {
    case .float32, .co3: .workers
    case .signs, .history, .dsc: .countBits
    }
  }

  /// How the time to take one worker's message grows; what is small beside decoding is left out.
  var receiving: Growth { self == .signs ? .countBits : .none }

  /// How what the server keeps grows: messages, codes or signs of all workers, or counts.
  var keeping: Growth {
    switch self {
    case .float32, .co3, .dsc: .workers
    case .signs, .history: .countBits
    }
  }
}
