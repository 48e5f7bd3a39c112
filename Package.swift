// swift-tools-version: 6.2

import Foundation
import PackageDescription

// Code is built for this machine's processor, and so that tests see what is internal: one build serves them, run_all.sh
// and a bare `swift run`. TELEGRAD_PORTABLE=1 builds for any processor, in a scratch path of its own
// (swift build --scratch-path .build-portable), and is what packages that depend on this one must set.
let portable = ProcessInfo.processInfo.environment["TELEGRAD_PORTABLE"] == "1"
let settings: [SwiftSetting] =
  [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]
  + (portable ? [] : [.unsafeFlags(["-Xcc", "-march=native", "-enable-testing"])])

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// A library module and its tests.
func module(_ name: String, _ dependencies: Target.Dependency..., testing: [Target.Dependency] = []) -> [Target] {
  [
    .target(
      name: name, dependencies: dependencies, path: "Sources/Library/\(name)", swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies + testing,
      swiftSettings: settings),
  ]
}

/// A C library of the system.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig)
}

/// The executable of one figure or table.
func figure(_ id: String, _ folder: String, _ dependencies: Target.Dependency...) -> Target {
  .executableTarget(
    name: id, dependencies: ["FigureKit", "Experiments", arguments] + dependencies,
    path: "Sources/Figures/\(folder)", swiftSettings: settings)
}

let libraries: [Target] = [
  module("Parallelism"),
  module("Randomness", numerics),
  module("Autodiff", "COneDNN", "Parallelism", "Randomness"),
  module("Models", "Autodiff", testing: ["Randomness"]),
  module("Datasets", "CZlib", "CMatIO", "CCrypto", "Randomness"),
  module("GradientStatistics", numerics, testing: ["Randomness"]),
  module("GradientCoding", "Randomness"),
  module(
    "DistributedLearning", "Parallelism", "Autodiff", "Datasets", "GradientCoding", "Randomness", testing: ["Models"]),
  module("FigureKit", "Parallelism", "CPNG", "Datasets", "Randomness", arguments, logging, subprocess),
].flatMap { $0 }

let figures: [Target] = [
  figure("dsc-fig01-pearson", "DSC/Fig01Pearson", "Datasets", "GradientStatistics")
]

/// Gathers the verdicts of figures.
let tools: [Target] = [
  .executableTarget(
    name: "telegrad-claims", dependencies: ["FigureKit", arguments], path: "Sources/Tools/Claims",
    swiftSettings: settings)
]

let package = Package(
  name: "telegrad",
  products: libraries.filter { $0.type == .regular }.map { .library(name: $0.name, targets: [$0.name]) }
    + (figures + tools).map { .executable(name: $0.name, targets: [$0.name]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    system("COneDNN"), system("CPNG"), system("CMatIO"), system("CZlib"), system("CCrypto"),
    .target(
      name: "Experiments",
      dependencies: [
        "Autodiff", "Models", "Datasets", "GradientCoding", "GradientStatistics", "DistributedLearning", "FigureKit",
        "Randomness",
      ],
      path: "Sources/Library/Experiments", swiftSettings: settings),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "TestSupport", "Datasets", "DistributedLearning", "FigureKit", "GradientCoding",
        "GradientStatistics", "Models", "Autodiff", "Randomness", logging,
      ],
      swiftSettings: settings),
    .testTarget(name: "FigureTests", dependencies: ["FigureKit", "TestSupport", subprocess], swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  ] + libraries + figures + tools,
  swiftLanguageModes: [.v6]
)
