/// What is known of the content with some digest.
///
/// Digests are SHA-256 over the unpacked files of a split in the order of ``DatasetName/files(_:)``. MNIST's were
/// computed from the published files (MD5 of the unpacked training images 6bbc9ace898e44ae57da46a324031adb); CIFAR-10's
/// are those that public checks of the binary version record (archive SHA-256 c4a38c50..., MD5 c32a1d4a... on the
/// publisher's page); SVHN's are those that TensorFlow Datasets records for the two .mat files.
enum KnownContent {
  /// The title of a data set with this content, and a note unless it is as published.
  static func describe(_ name: DatasetName, _ split: DatasetSplit, digest: String) -> (title: String, note: String?) {
    if digest == published(name, split) { return (name.title, nil) }
    if name == .cifar10, digest == jpegCopy(split) {
      return (
        "\(name.title), JPEG copy",
        "CIFAR-10 decoded from a JPEG copy, slightly lossy and in another order; SHA-256 \(digest)"
      )
    }
    return (
      "\(name.title), unverified copy",
      "the content of the \(split.rawValue) files is not the published one; SHA-256 \(digest)"
    )
  }

  private static func published(_ name: DatasetName, _ split: DatasetSplit) -> String {
    switch (name, split) {
    case (.mnist, .train): "c5097fdd51cfdbe7695fd9df3612695696864b5c424f58d843ffdc5d335e9914"
    case (.mnist, .test): "18489308deedfe2f7bd3a11e599a597126f161d991b1ffcffb71642aa76f7f62"
    case (.cifar10, .train): "a0181da372c0d63a5920fdbea2ec3f83ecbc552d378218e1cb473cf634941a3b"
    case (.cifar10, .test): "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"
    case (.svhn, .train): "435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8"
    case (.svhn, .test): "cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b"
    }
  }

  /// The copy of CIFAR-10 that is distributed as JPEG files, decoded and shuffled.
  private static func jpegCopy(_ split: DatasetSplit) -> String {
    switch split {
    case .train: "bb3c2f205dc217269b3fa022e34e59e7c57ca799f288b9f43e8f8ee83740a90b"
    case .test: "d0c2af79bc56fd31af4c29f52d7b7c43ead588ad5278220a5946b4dae3b87b95"
    }
  }
}
