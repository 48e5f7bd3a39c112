import ArgumentParser
import Autodiff
import Models

/// What a training benchmark runs.
struct TrainingOptions: ParsableArguments {
  @Option(help: "\(ModelName.allCases.map(\.rawValue).joined(separator: ", ")).") var model = ModelName.leNet
  @Option(help: "Samples in the batch of one worker.") var batch = 128
  @Option(help: "Workers.") var workers = 10
  @Option(help: "Threads.") var threads = 2

  func validate() throws {
    guard batch > 0, workers > 0, threads > 0 else {
      throw ValidationError("--batch, --workers and --threads must be positive")
    }
  }
}

/// The networks, by the names that compare.py and the peers use.
enum ModelName: String, CaseIterable, ExpressibleByArgument {
  case mlp
  case mlpSmall = "mlp-small"
  case mlp200 = "mlp-200"
  case leNet = "lenet"
  case cifarNet = "cifarnet"
  case resNet20 = "resnet20"
  case resNet56 = "resnet56"
  case denseNet121 = "densenet121"
  case resNet50V2 = "resnet50v2"
  case nasNetMobile = "nasnetmobile"

  var network: Network {
    switch self {
    case .mlp: .fc1000
    case .mlpSmall: .fc300
    case .mlp200: .mlp
    case .leNet: .leNet
    case .cifarNet: .cifarNet(size: 32)
    case .resNet20: .resNet20
    case .resNet56: .resNet56
    case .denseNet121: .denseNet121
    case .resNet50V2: .resNet50V2
    case .nasNetMobile: .nasNetMobile
    }
  }
}
