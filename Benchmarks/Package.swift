// swift-tools-version: 6.2

import PackageDescription

// Benchmarks of Telegrad's training and kernels. README.md says how to run them and the peers beside them.
let package = Package(
  name: "telegrad-benchmarks",
  dependencies: [
    .package(name: "telegrad", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "telegrad-bench",
      dependencies: [
        .product(name: "Autodiff", package: "telegrad"), .product(name: "Models", package: "telegrad"),
        .product(name: "EntropyCoding", package: "telegrad"),
        .product(name: "CompressiveSampling", package: "telegrad"),
        .product(name: "Datasets", package: "telegrad"),
        .product(name: "DistributedLearning", package: "telegrad"),
        .product(name: "DistributedSourceCoding", package: "telegrad"),
        .product(name: "GradientCoding", package: "telegrad"), .product(name: "HistoryCoding", package: "telegrad"),
        .product(name: "GradientStatistics", package: "telegrad"),
        .product(name: "MinifloatCoding", package: "telegrad"),
        .product(name: "ModelPartition", package: "telegrad"),
        .product(name: "Quantization", package: "telegrad"),
        .product(name: "QuantizerCoding", package: "telegrad"),
        .product(name: "Parallelism", package: "telegrad"), .product(name: "Randomness", package: "telegrad"),
        .product(name: "RateDistortion", package: "telegrad"),
        .product(name: "SlepianWolf", package: "telegrad"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-Xcc", "-march=native"]),
      ])
  ],
  swiftLanguageModes: [.v6]
)
