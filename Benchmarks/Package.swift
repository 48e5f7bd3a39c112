// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Whether trainings over MPI are measured: where Open MPI's headers are, as in the manifest of the library.
let hasMPI: Bool = {
  let files = FileManager.default, libraries = "/usr/lib"
  guard ProcessInfo.processInfo.environment["TELEGRAD_WITHOUT_MPI"] != "1" else { return false }
  let folders = (try? files.contentsOfDirectory(atPath: libraries)) ?? []
  return folders.contains { files.fileExists(atPath: "\(libraries)/\($0)/pkgconfig/ompi-c.pc") }
}()
let mpi: [Target.Dependency] = hasMPI ? [.product(name: "OpenMPI", package: "telegrad")] : []

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
        .product(name: "MessagePassing", package: "telegrad"),
        .product(name: "MinifloatCoding", package: "telegrad"),
        .product(name: "ModelPartition", package: "telegrad"),
        .product(name: "Quantization", package: "telegrad"),
        .product(name: "QuantizerCoding", package: "telegrad"),
        .product(name: "Parallelism", package: "telegrad"), .product(name: "Randomness", package: "telegrad"),
        .product(name: "RateDistortion", package: "telegrad"),
        .product(name: "SlepianWolf", package: "telegrad"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ] + mpi,
      swiftSettings: (hasMPI ? [.define("OPEN_MPI")] : []) + [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-Xcc", "-march=native"]),
      ])
  ],
  swiftLanguageModes: [.v6]
)
