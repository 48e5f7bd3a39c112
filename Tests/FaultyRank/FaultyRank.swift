import Datasets
import Experiments
import FigureKit
import Foundation
import MessagePassing
import OpenMPI

/// A rank of telegrad-train that fails when it is to send its n-th gradient: `faulty-rank FAULT N CODEC ROUNDS WORKERS`, the rest as in
/// the smoke profile of the perceptron on embedded data.
@main
struct FaultyRank {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let fault = FaultyPort.Fault(rawValue: arguments[1]), let turn = Int(arguments[2])
    else {
      preconditionFailure("faulty-rank FAULT N CODEC ROUNDS WORKERS")
    }
    let data = try FigureData(
      [[.mnist]], directory: RunOptions.embeddedData, profile: .smoke, environment: [:], root: nil)[.mnist]
    let parameters = try ParameterSet(
      Comparison.parameters, profile: .smoke, settings: ["rounds=\(arguments[4])", "workers=\(arguments[5])"])
    var options = try Comparison.training(
      of: NamedCodec.named(arguments[3])[0], model: .mlp, parameters, seed: 1, repetition: 0, on: data)
    options.computesApart = true
    let base = try MPIPort()
    try await options.work(on: data, over: FaultyPort(base: base, fault: fault, turn: turn), jobs: 1)
    try await base.finish()
  }
}

/// A port that fails when it sends a gradient.
actor FaultyPort: MessagePort {
  enum Fault: String {
    /// The process is killed.
    case death
    /// The process is stopped.
    case stall
    /// Bytes of the message are others.
    case garbage
    /// The message is that of another worker.
    case impostor
    /// From then on, every gradient comes late.
    case late
  }

  private let base: MPIPort
  private let fault: Fault
  /// Gradients to send until the fault, itself included.
  private var turn: Int

  init(base: MPIPort, fault: Fault, turn: Int) {
    (self.base, self.fault, self.turn) = (base, fault, turn)
  }

  nonisolated var rank: Int { base.rank }
  nonisolated var size: Int { base.size }
  var counts: WireCounts { get async { await base.counts } }

  func poll(_ tag: MessageTag, from rank: Int?) async throws -> IncomingMessage? {
    try await base.poll(tag, from: rank)
  }

  func send(_ bytes: [UInt8], to rank: Int, as tag: MessageTag) async throws {
    var bytes = bytes
    if tag == .gradient {
      turn -= 1
      if turn == 0 || fault == .late && turn < 0 {
        switch fault {
        case .death: kill(getpid(), SIGKILL)
        case .stall: kill(getpid(), SIGSTOP)
        case .garbage: bytes = bytes.map { ~$0 }
        // The index of the worker stands behind version, kind and round, which are bytes in short trainings.
        case .impostor: bytes[3] = bytes[3] == 1 ? 2 : 1
        case .late: try await Task.sleep(for: .milliseconds(200))
        }
      }
    }
    try await base.send(bytes, to: rank, as: tag)
  }
}
