// swift-tools-version: 6.2

// Programs that use Telegrad as another package would. Their sources are targets of Telegrad's own package too, where they are
// tested; this manifest is the one to copy.

import PackageDescription

/// A program on modules of Telegrad.
func program(_ name: String, _ folder: String, _ modules: String...) -> Target {
  .executableTarget(
    name: name, dependencies: modules.map { .product(name: $0, package: "telegrad") }, path: folder,
    exclude: name == "fit-column" ? ["gradients.csv"] : [])
}

let package = Package(
  name: "telegrad-examples",
  dependencies: [.package(name: "telegrad", path: "..")],
  targets: [
    program(
      "new-compressor", "NewCompressor", "Autodiff", "CompressiveSampling", "Datasets", "DistributedLearning",
      "GradientCoding", "Models", "Quantization", "QuantizerCoding", "Randomness"),
    program("correlated-files", "CorrelatedFiles", "Randomness", "SlepianWolf"),
    program("fit-column", "FitColumn", "GradientStatistics"),
  ],
  swiftLanguageModes: [.v6]
)
