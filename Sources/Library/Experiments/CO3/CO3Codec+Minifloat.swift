import GradientCoding
import MinifloatCoding

extension ErrorFeedback: CO3Codec where Base == MinifloatCodec {
  static func feedback(of user: Worker) -> (corrected: [Float], memory: [Float])? {
    (user.corrected, user.residual)
  }

  static func symbols(of user: Worker) -> CO3Symbols? {
    guard let symbols = user.base.codes, let codes = user.base.layerCodes else { return nil }
    return CO3Symbols(layers: symbols, codes: codes)
  }
}
