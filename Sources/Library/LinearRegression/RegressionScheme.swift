import CompressiveSampling
import GradientCoding
import Quantization
public import QuantizerCoding

/// A way to send gradients that THESIS, Figure 4.4, compares.
public enum RegressionScheme: String, Sendable, CaseIterable {
  /// Gradients as they are.
  case baseline = "SGD"
  /// Unbiased QCS with the best k and Q for a gain of 21, its steps counted.
  case sampling = "QCS"
  /// The same with 40 % fewer bits, a gain of 35.
  case fewerBits = "QCS, 40 % fewer bits"
  /// A random rotation with an optimal quantizer, unbiased, for a gain of 21 with its scales counted: EDEN, which THESIS has not.
  case rotated = "EDEN"
  /// Stochastic quantization to three levels of the greatest magnitude of all elements, a gain of 32/log₂ 3 = 20.2: what
  /// THESIS calls QSG, its Lemma 19.
  case stochastic = "QSG"
  /// QSGD of three levels as published, with the 2-norm of all elements in the greatest magnitude's place.
  case qsgd = "QSGD, 2-norm"
  /// Unbiased sparsification, the elements as floats with their positions.
  case sparsified = "sparsified"
  /// The elements of largest magnitude as they are, without error feedback: biased.
  case greatest = "Top-K, biased"

  /// The gain that parameters are chosen for, which THESIS gives as about 21.
  static let gain = 21.0
  /// The share of elements of which a float and a position, by Rice's code some 38 bits, have that gain.
  static let keptShare = 0.0395

  /// Whether the mean of what the server reads is the gradient.
  public var isUnbiased: Bool { self != .greatest }

  /// The codec.
  ///
  /// - Throws: Nothing for these parameters.
  func codec(_ coder: SymbolCoder) throws -> any RegressionCodec {
    switch self {
    case .baseline: IdentityCodec()
    case .sampling: QuantizerCodec(try CompressiveLayers(gain: Self.gain, countsSteps: true), coder: coder)
    case .fewerBits: QuantizerCodec(try CompressiveLayers(gain: Self.gain / 0.6, countsSteps: true), coder: coder)
    case .rotated: QuantizerCodec(try RotatedLayers(gain: Self.gain, countsSteps: true), coder: coder)
    case .stochastic: QuantizerCodec(LevelLayers(try .halfDithered(extent: 1)), coder: coder)
    case .qsgd: QuantizerCodec(LevelLayers(try .qsgd(extent: 1)), coder: coder)
    case .sparsified: SelectionCodec(keptShare: Self.keptShare, rule: .drawn, coder: .adaptiveRange)
    case .greatest: SelectionCodec(keptShare: Self.keptShare, coder: .adaptiveRange)
    }
  }
}

/// A codec whose worker knows what the server reads.
protocol RegressionCodec: GradientCodec where Worker: ReconstructingWorker {}

extension IdentityCodec: RegressionCodec {}
extension QuantizerCodec: RegressionCodec {}
extension SelectionCodec: RegressionCodec {}
