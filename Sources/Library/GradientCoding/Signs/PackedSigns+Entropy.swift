package import Quantization
import RealModule

extension PackedSigns {
  /// The entropy of the signs at their own frequency, in bits: n H(c / n) with c of n positive.
  package var entropy: Double {
    let positive = Double(positiveCount), total = Double(count)
    return [positive, total - positive].reduce(0) { $1 > 0 ? $0 - $1 * .log2($1 / total) : $0 }
  }
}
