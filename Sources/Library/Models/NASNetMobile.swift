import Autodiff

extension Network {
  /// NASNet-A (4 @ 1056), "NASNetMobile" (Zoph et al. 2018, Table 2), for 32x32 pictures and ten classes, as CO3,
  /// Table II counts it: 4,280,286 parameters, of which 4,243,548 are trainable and 36,738 are moving moments.
  ///
  /// Layers have the names and numbers that the Keras application gives them, normalisations its ε = 1e-3. Kernels of
  /// convolutions are drawn by He et al. (2015), as there; those of separable convolutions and of the classifier by Glorot
  /// and Bengio (2010), uniform, which the application leaves them at.
  ///
  /// > Note: Keras cuts He's normal law at two deviations and widens it to the same variance; here it is whole.
  public static let nasNetMobile = Network("NASNetMobile", input: [32, 32, 3]) { tape, input in
    let stem = tape.convolution(
      input, "stem_conv1", filters: 32, kernel: 3, stride: 2, padding: .valid, hasBias: false,
      precedesNormalization: true, initializer: .heNormal)
    // h[i-1] and h[i], the inputs of the next cell.
    var previous = tape.batchNormalization(stem, "stem_bn1", activation: .relu)
    var x = tape.reductionCell(previous, nil, "stem_1", filters: 11)
    (previous, x) = (x, tape.reductionCell(x, previous, "stem_2", filters: 22))
    for stage in 0..<3 {
      let filters = 44 << stage
      if stage > 0 {
        (previous, x) = (x, tape.reductionCell(x, previous, "reduce_\(4 * stage)", filters: filters))
      }
      // The names count the first reduction among the normal cells, and not the second: 0...3, 5...8, 9...12.
      let first = stage == 0 ? 0 : 4 * stage + 1
      for id in first..<first + 4 {
        (previous, x) = (x, tape.normalCell(x, previous, "\(id)", filters: filters))
      }
    }
    return tape.dense(tape.globalAveragePooling(x), "classifier", units: 10)
  }
}
