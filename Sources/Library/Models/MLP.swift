import Autodiff

extension Network {
  /// A multilayer perceptron: dense layers with ReLU between them.
  ///
  /// - Parameters:
  ///   - inputShape: The shape of one picture, flattened first.
  ///   - widths: The number of outputs of each layer, the classes last.
  ///   - endsInSoftmax: Whether the outputs are probabilities instead of logits. A loss that takes the softmax of what it
  ///     is given then takes it twice, and cannot fall below ln(1 + 9/e) = 1.46 with ten classes.
  public static func mlp(
    input inputShape: [Int] = [28, 28, 1], widths: [Int], endsInSoftmax: Bool = false
  ) -> Network {
    let inputs = inputShape.reduce(1, *)
    let name = "MLP \(([inputs] + widths).map(String.init).joined(separator: "-"))\(endsInSoftmax ? ", softmax" : "")"
    return Network(name, input: inputShape) { tape, x in
      var x = tape.flattened(x)
      for (index, width) in widths.enumerated() {
        let isLast = index == widths.count - 1
        x = tape.dense(x, "fc\(index + 1)", units: width, activation: isLast ? .identity : .relu)
      }
      return endsInSoftmax ? tape.softmax(x) : x
    }
  }

  /// The MLP of DSC and LIMITS as read here: 784-200-200-10, 199,210 parameters.
  public static let mlp = mlp(widths: [200, 200, 10])

  /// The same with probabilities as outputs, whose loss is the one that LIMITS, Figure 8 speaks of.
  public static let mlpWithSoftmax = mlp(widths: [200, 200, 10], endsInSoftmax: true)

  /// FC-300-100 of THESIS chapter 2: 784-300-100-10, 266,610 parameters.
  public static let fc300 = mlp(widths: [300, 100, 10])

  /// The fully connected network of THESIS chapters 3 and 4: 784-1000-300-100-10, 1,116,410 parameters.
  public static let fc1000 = mlp(widths: [1000, 300, 100, 10])
}
