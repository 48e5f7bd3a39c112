// swift-tools-version: 6.2

import Foundation
import PackageDescription

// Code is built for this machine's processor, and so that tests see what is internal: one build serves them, run_all.sh
// and a bare `swift run`. TELEGRAD_PROCESSOR names another one as `-march` does, such as x86-64-v3 (AVX2), or is `portable`
// for any processor, which packages that depend on this one must set; each in a scratch path of its own
// (swift build --scratch-path .build-portable).
let processor = ProcessInfo.processInfo.environment["TELEGRAD_PROCESSOR"] ?? "native"
let settings: [SwiftSetting] =
  [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]
  + (processor == "portable" ? [] : [.unsafeFlags(["-Xcc", "-march=\(processor)", "-enable-testing"])])

/// Whether trainings over MPI are built: where Open MPI's headers are, unless TELEGRAD_WITHOUT_MPI=1.
///
/// SwiftPM remembers what a manifest said until it or the environment changes; TELEGRAD_WITHOUT_MPI=0 makes it look again.
let hasMPI: Bool = {
  let files = FileManager.default, libraries = "/usr/lib"
  guard ProcessInfo.processInfo.environment["TELEGRAD_WITHOUT_MPI"] != "1" else { return false }
  let folders = (try? files.contentsOfDirectory(atPath: libraries)) ?? []
  return folders.contains { files.fileExists(atPath: "\(libraries)/\($0)/pkgconfig/ompi-c.pc") }
}()
let definesMPI: [SwiftSetting] = hasMPI ? [.define("OPEN_MPI")] : []

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let complex = Target.Dependency.product(name: "ComplexModule", package: "swift-numerics")
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

/// The executable of one figure or table; every one may use data sets and statistics of gradients.
func figure(_ id: String, _ folder: String, _ dependencies: Target.Dependency...) -> Target {
  .executableTarget(
    name: id, dependencies: ["Datasets", "FigureKit", "GradientStatistics", arguments] + dependencies,
    path: "Sources/Figures/\(folder)", swiftSettings: settings)
}

let libraries: [Target] = [
  module("Parallelism"),
  module("Randomness", numerics),
  module("Autodiff", "COneDNN", "Parallelism", "Randomness"),
  module("Models", "Autodiff", testing: ["Randomness"]),
  module("Datasets", numerics, "CZlib", "CMatIO", "CCrypto", "Randomness"),
  module("GradientStatistics", numerics, "Randomness"),
  module("Quantization", numerics, "GradientStatistics", "Randomness"),
  module("EntropyCoding", numerics, testing: ["Randomness"]),
  module("GradientCoding", numerics, "Quantization", "Randomness"),
  module("RateDistortion", numerics, "GradientStatistics", "Quantization", "Randomness"),
  module(
    "SlepianWolf", numerics, "CZlib", "EntropyCoding", "GradientCoding", "GradientStatistics", "Parallelism",
    "Quantization", "Randomness", "RateDistortion"),
  module(
    "HistoryCoding", "EntropyCoding", "GradientCoding", "Quantization",
    testing: [numerics, "Autodiff", "Datasets", "DistributedLearning", "Models", "Randomness"]),
  module(
    "QuantizerCoding", numerics, "EntropyCoding", "GradientCoding", "HistoryCoding", "Quantization", "Randomness"),
  module(
    "DistributedSourceCoding", numerics, "EntropyCoding", "GradientCoding", "GradientStatistics", "HistoryCoding",
    "Quantization", "QuantizerCoding", "RateDistortion", "SlepianWolf", "Randomness",
    testing: ["Autodiff", "Datasets", "DistributedLearning", "Models"]),
  module(
    "MinifloatCoding", numerics, "CZlib", "EntropyCoding", "GradientCoding", "GradientStatistics", "HistoryCoding",
    "Quantization", "Randomness"),
  module(
    "CompressiveSampling", numerics, "GradientCoding", "GradientStatistics", "Quantization", "QuantizerCoding",
    "Randomness"),
  module(
    "RandomLinearCoding", numerics, complex, "CompressiveSampling", "GradientCoding", "Parallelism", "Randomness",
    testing: ["QuantizerCoding"]),
  module(
    "IndirectQuantization", numerics, "Autodiff", "EntropyCoding", "GradientCoding", "GradientStatistics",
    "HistoryCoding", "Quantization", "Randomness",
    testing: ["Datasets", "DistributedLearning", "Models"]),
  module(
    "LinearRegression", "CompressiveSampling", "GradientCoding", "Quantization", "QuantizerCoding", "Randomness",
    testing: [numerics, "GradientStatistics", "Parallelism"]),
  module("ModelPartition", numerics, "Autodiff", "Parallelism", "Randomness", testing: ["Models"]),
  module(
    "DistributedLearning", "Parallelism", "Autodiff", "Datasets", "GradientCoding", "Randomness", testing: ["Models"]),
  module(
    "MessagePassing", "Autodiff", "Datasets", "DistributedLearning", "GradientCoding",
    testing: ["DistributedSourceCoding", "HistoryCoding", "Models", "QuantizerCoding", "Randomness"]),
  module("Report", "FigureKit", testing: [subprocess]),
  module("FigureKit", "Parallelism", "CMalloc", "CPNG", "Datasets", "Randomness", arguments, logging, subprocess),
].flatMap { $0 }

/// In the order of scripts/figures.tsv.
let figures: [Target] = [
  figure("dsc-fig01-pearson", "DSC/Fig01Pearson", "Experiments"),
  figure("dsc-fig05-timing", "DSC/Fig05Timing", "Experiments"),
  figure("dsc-scale", "DSC/Scale", numerics, "Experiments"),
  figure("dsc-fig06-gradient-statistics", "DSC/Fig06GradientStatistics", "Experiments"),
  figure("dsc-fig07-rate-bias", "DSC/Fig07RateBias", "Quantization", "Randomness", "RateDistortion"),
  figure("dsc-fig08-rate-variation", "DSC/Fig08RateVariation", "Quantization", "Randomness", "RateDistortion"),
  figure("dsc-fig09-one-bit-rates", "DSC/Fig09OneBitRates", numerics, "RateDistortion"),
  figure("dsc-fig10-multibit-rates", "DSC/Fig10MultibitRates", "Quantization", "RateDistortion"),
  figure("dsc-tab1-bit-planes", "DSC/Tab1BitPlanes", "Quantization", "RateDistortion"),
  figure("dsc-fig11-accuracy", "DSC/Fig11Accuracy", "Experiments"),
  figure("dsc-fig12-communication", "DSC/Fig12Communication", "Experiments"),
  figure("slepian-wolf-efficiency", "DSC/SlepianWolfEfficiency", "Experiments", "RateDistortion", "SlepianWolf"),

  figure("limits-fig03-global-pdf", "Limits/Fig03GlobalPDF", numerics, "Experiments"),
  figure("limits-fig04-local-pdf", "Limits/Fig04LocalPDF", "Experiments"),
  figure("limits-tab1-noise-correlation", "Limits/Tab1NoiseCorrelation", "Experiments"),
  figure("limits-fig05-noise-independence", "Limits/Fig05NoiseIndependence", "Experiments"),
  figure("limits-fig07-signsgd-gap", "Limits/Fig07SignSGDGap", "Experiments", "RateDistortion"),
  figure("limits-fig08-distortion-tradeoff", "Limits/Fig08DistortionTradeoff", numerics, "Experiments"),
  figure("limits-rate-region", "Limits/RateRegion", numerics, "RateDistortion"),

  figure("co3-fig01-histograms", "CO3/Fig01Histograms", "Experiments"),
  figure("co3-fig02-w2-densenet", "CO3/Fig02Distances", "Experiments"),
  figure("co3-fig03-w2-nasnet", "CO3/Fig03Distances", "Experiments"),
  figure("co3-fig04-kurtosis-densenet", "CO3/Fig04Kurtosis", "Experiments"),
  figure("co3-fig05-kurtosis-nasnet", "CO3/Fig05Kurtosis", "Experiments"),
  figure("co3-tab4-moments", "CO3/Tab4Moments", "Experiments"),
  figure("co3-fig06-scale", "CO3/Fig06Scale", "Quantization", "Randomness"),
  figure("co3-fig07-w2-feedback-09", "CO3/Fig07FeedbackDistances", "Experiments"),
  figure("co3-fig08-w2-feedback-07", "CO3/Fig08FeedbackDistances", "Experiments"),
  figure("co3-fig09-w2-feedback-fp8", "CO3/Fig09FeedbackDistances", "Experiments"),
  figure("co3-fig10-error-norm-09", "CO3/Fig10ErrorNorm", "Experiments"),
  figure("co3-fig11-error-norm-07", "CO3/Fig11ErrorNorm", "Experiments"),
  figure("co3-fig13-accuracy-resnet", "CO3/Fig13Accuracy", "Experiments"),
  figure("co3-fig14-accuracy-nasnet-fp4", "CO3/Fig14Accuracy", "Experiments"),
  figure("co3-fig15-accuracy-nasnet-fp8", "CO3/Fig15Accuracy", "Experiments"),
  figure("co3-fig16-overhead", "CO3/Fig16Overhead", "Experiments"),
  figure("co3-lossless-coders", "CO3/LosslessCoders", "Experiments"),

  figure("thesis-fig2-2-nested", "Thesis/Fig2-2Nested", "Quantization"),
  figure("thesis-fig2-3-nested-convergence", "Thesis/Fig2-3NestedConvergence", "Experiments"),
  figure("thesis-tab2-1-bits", "Thesis/Tab2-1Bits", "Experiments"),
  figure("thesis-tab2-2-dsc-bits", "Thesis/Tab2-2SourceCoding", "Experiments"),
  figure("thesis-fig2-4-dsc-convergence", "Thesis/Fig2-4SourceCoding", "Experiments"),
  figure("thesis-fig3-1-naive-isgq", "Thesis/Fig3-1NaiveISGQ", "Experiments", "IndirectQuantization"),
  figure("thesis-fig3-2-signals", "Thesis/Fig3-2Signals", "Experiments", "IndirectQuantization"),
  figure("thesis-fig3-3-isgq-vs-direct", "Thesis/Fig3-3IndirectQuantization", "Experiments"),
  figure("thesis-fig3-4-final-accuracy", "Thesis/Fig3-4FinalAccuracy", "Experiments"),
  figure("thesis-fig3-5-convergence", "Thesis/Fig3-5Convergence", "Experiments", "IndirectQuantization"),
  figure("thesis-tab3-1-time", "Thesis/Tab3-1Time", "Experiments"),
  figure("thesis-tab3-3-gains", "Thesis/Tab3-3Gains", "Experiments"),
  figure("thesis-figb-1-marginals", "Thesis/FigB-1Marginals", "Experiments", "IndirectQuantization"),
  figure("thesis-fig4-1-variance-bound", "Thesis/Fig4-1VarianceBound", numerics, "Experiments"),
  figure("thesis-fig4-2-relative-error", "Thesis/Fig4-2RelativeError", "Experiments"),
  figure("thesis-fig4-3-time", "Thesis/Fig4-3Time", "Experiments"),
  figure(
    "thesis-fig4-4-linear-regression", "Thesis/Fig4-4LinearRegression", numerics, "LinearRegression", "QuantizerCoding",
    "Randomness"),
  figure("thesis-fig4-5-workers", "Thesis/Fig4-5Workers", "Experiments"),
  figure("thesis-fig4-6-convergence", "Thesis/Fig4-6Convergence", "Experiments"),
  figure("thesis-fig4-7-cifarnet", "Thesis/Fig4-7CifarNet", "Experiments"),
  figure("thesis-fig5-3-rlc-cifarnet", "Thesis/Fig5-3Federated", "Experiments"),
  figure("thesis-fig5-4-rlc-lenet", "Thesis/Fig5-4Federated", numerics, "Experiments"),
  figure("thesis-fig6-3-two-sensors", "Thesis/Fig6-3TwoSensors", "Experiments", "ModelPartition"),
  figure("thesis-fig6-4-digits", "Thesis/Fig6-4Digits", "Experiments"),
  figure("thesis-fig6-5-dogs", "Thesis/Fig6-5Dogs", "Experiments"),
  figure("thesis-fig6-8-traffic", "Thesis/Fig6-8Traffic", "ModelPartition"),
  figure("thesis-fig6-9-breakdown", "Thesis/Fig6-9Breakdown", "ModelPartition"),
  figure("thesis-fig6-10-scaling", "Thesis/Fig6-10Scaling", "ModelPartition"),

  figure("reliability-soak", "Reliability/Soak", "Experiments"),
]

/// Gathers the verdicts of figures; writes the report; looks for degrees of codes; codes files with side information; compares
/// codecs; looks at gradients.
let tools: [Target] = [
  .executableTarget(
    name: "telegrad-gradients",
    dependencies: [
      "Datasets", "Experiments", "FigureKit", "GradientCoding", "GradientStatistics", "Randomness", arguments,
    ],
    path: "Sources/Tools/Gradients", swiftSettings: settings),
  .executableTarget(
    name: "telegrad-compare", dependencies: ["Datasets", "Experiments", "FigureKit", arguments],
    path: "Sources/Tools/Compare", swiftSettings: settings),
  .executableTarget(
    name: "telegrad-train",
    dependencies: ["Datasets", "Experiments", "FigureKit", "MessagePassing", arguments, logging]
      + (hasMPI ? ["OpenMPI"] : []),
    path: "Sources/Tools/Train", swiftSettings: settings + definesMPI),
  .executableTarget(
    name: "telegrad-sw", dependencies: ["FigureKit", "SlepianWolf", arguments], path: "Sources/Tools/SlepianWolf",
    swiftSettings: settings),
  .executableTarget(
    name: "telegrad-degrees", dependencies: ["Experiments", "Randomness", "SlepianWolf", arguments],
    path: "Sources/Tools/Degrees", swiftSettings: settings),
  .executableTarget(
    name: "telegrad-claims", dependencies: ["FigureKit", arguments], path: "Sources/Tools/Claims",
    swiftSettings: settings),
  .executableTarget(
    name: "telegrad-report", dependencies: ["FigureKit", "Report", arguments], path: "Sources/Tools/Report",
    swiftSettings: settings),
]

/// Open MPI as a port, where it is installed, and a process for tests that fails.
let mpi: [Target] =
  hasMPI
  ? [
    system("COpenMPI", pkgConfig: "ompi-c"),
    .target(
      name: "OpenMPI", dependencies: ["COpenMPI", "MessagePassing"], path: "Sources/Library/OpenMPI",
      swiftSettings: settings),
    .executableTarget(
      name: "faulty-rank", dependencies: ["Datasets", "Experiments", "FigureKit", "MessagePassing", "OpenMPI"],
      path: "Tests/FaultyRank", swiftSettings: settings),
  ] : []

/// A program of the package in Examples/, built here too so that tests run it without a second build of the library.
func example(_ name: String, _ folder: String, _ dependencies: Target.Dependency..., data: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Examples/\(folder)", exclude: data, swiftSettings: settings)
}

let examples: [Target] = [
  example(
    "new-compressor", "NewCompressor", "Autodiff", "CompressiveSampling", "Datasets", "DistributedLearning",
    "GradientCoding", "Models", "Quantization", "QuantizerCoding", "Randomness"),
  example("correlated-files", "CorrelatedFiles", "Randomness", "SlepianWolf"),
  example("fit-column", "FitColumn", "GradientStatistics", data: ["gradients.csv"]),
]

/// The entries that read bytes or text from outside, as functions; a test gives them the kept corpora.
let fuzzed: [Target.Dependency] = [
  "Autodiff", "Datasets", "DistributedLearning", "EntropyCoding", "Experiments", "FigureKit", "GradientCoding",
  "GradientStatistics", "HistoryCoding", "IndirectQuantization", "MinifloatCoding", "Models", "Quantization",
  "Randomness", "Report", "SlepianWolf", "TestSupport", logging,
]

/// The program that libFuzzer drives has no main of its own and links only with its runtime: scripts/reliability/fuzz.sh builds
/// it, in a scratch path of its own.
let fuzzers: [Target] =
  ProcessInfo.processInfo.environment["TELEGRAD_FUZZING"] == "1"
  ? [
    .executableTarget(
      name: "telegrad-fuzz", dependencies: ["Fuzzing"], path: "Tests/FuzzingEntry",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  ] : []

let package = Package(
  name: "telegrad",
  products: (libraries + mpi).filter { $0.type == .regular }.map { .library(name: $0.name, targets: [$0.name]) }
    + (figures + tools).map { .executable(name: $0.name, targets: [$0.name]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    system("COneDNN"), system("CMalloc"), system("CPNG"), system("CMatIO"), system("CZlib"), system("CCrypto"),
    .target(
      name: "Experiments",
      dependencies: [
        "Autodiff", "Models", "CompressiveSampling", "Datasets", "EntropyCoding", "GradientCoding",
        "GradientStatistics", "HistoryCoding", "DistributedSourceCoding", "DistributedLearning", "FigureKit",
        "IndirectQuantization", "MessagePassing", "MinifloatCoding", "ModelPartition", "Parallelism", "Quantization",
        "QuantizerCoding", "RandomLinearCoding", "Randomness", "RateDistortion", "SlepianWolf", arguments, numerics,
      ],
      path: "Sources/Library/Experiments", swiftSettings: settings),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "TestSupport", "Datasets", "DistributedLearning", "FigureKit", "GradientCoding",
        "CompressiveSampling", "GradientStatistics", "HistoryCoding", "DistributedSourceCoding", "IndirectQuantization",
        "MinifloatCoding", "ModelPartition", "Models", "Autodiff", "Quantization", "QuantizerCoding", "Randomness",
        "RateDistortion", "SlepianWolf", logging,
      ],
      swiftSettings: settings),
    .testTarget(name: "DocumentationTests", dependencies: ["FigureKit", subprocess], swiftSettings: settings),
    .testTarget(
      name: "FigureTests", dependencies: ["FigureKit", "TestSupport", subprocess],
      swiftSettings: settings + definesMPI),
    .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport", swiftSettings: settings),
    .target(name: "Fuzzing", dependencies: fuzzed, path: "Tests/Fuzzing", swiftSettings: settings),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"], swiftSettings: settings),
  ] + libraries + mpi + figures + tools + examples + fuzzers,
  swiftLanguageModes: [.v6]
)
