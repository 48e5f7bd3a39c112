/// A data set that is read from its publisher's files.
public enum DatasetName: String, CaseIterable, Sendable {
  case mnist, cifar10, svhn

  /// The name in titles.
  public var title: String {
    switch self {
    case .mnist: "MNIST"
    case .cifar10: "CIFAR-10"
    case .svhn: "SVHN"
    }
  }

  /// Mean and deviation of each channel over the published training pictures, in units of full scale.
  ///
  /// MNIST 0.1307 and 0.3081; CIFAR-10 (0.4914, 0.4822, 0.4465) and (0.2470, 0.2435, 0.2616); SVHN
  /// (0.4377, 0.4438, 0.4728) and (0.1980, 0.2010, 0.1970). They are the values in common use, taken over all pixels
  /// of the training split, and the same for the test split.
  public var moments: (mean: [Float], deviation: [Float]) {
    switch self {
    case .mnist: ([0.1307], [0.3081])
    case .cifar10: ([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])
    case .svhn: ([0.4377, 0.4438, 0.4728], [0.1980, 0.2010, 0.1970])
    }
  }

  /// The files of one split below the library's directory, in the order in which the digest takes them.
  func files(_ split: DatasetSplit) -> [String] {
    switch (self, split) {
    case (.mnist, .train): ["mnist/train-images-idx3-ubyte", "mnist/train-labels-idx1-ubyte"]
    case (.mnist, .test): ["mnist/t10k-images-idx3-ubyte", "mnist/t10k-labels-idx1-ubyte"]
    case (.cifar10, .train): (1...5).map { "cifar-10-batches-bin/data_batch_\($0).bin" }
    case (.cifar10, .test): ["cifar-10-batches-bin/test_batch.bin"]
    case (.svhn, .train): ["svhn/train_32x32.mat"]
    case (.svhn, .test): ["svhn/test_32x32.mat"]
    }
  }
}

/// The part of a data set for training or for testing.
public enum DatasetSplit: String, CaseIterable, Sendable {
  case train, test
}
