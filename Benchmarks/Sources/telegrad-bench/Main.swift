import ArgumentParser

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-bench", abstract: "Measures the library on this machine.",
    subcommands: measured + [
      Train.self, Memory.self, Leak.self, Kernels.self, WorkerRates.self, EntropyCoders.self, SyndromeDecoding.self,
      Signs.self, Stages.self, DistributedSigns.self, CodedRounds.self, Laws.self, Conversion.self, Transforms.self,
      Quantizers.self, Assignments.self, DividedInference.self,
      ServerCosts.self,
    ])

  /// What is measured where Open MPI is.
  private static var measured: [any ParsableCommand.Type] {
    #if OPEN_MPI
      [Transport.self]
    #else
      []
    #endif
  }
}
