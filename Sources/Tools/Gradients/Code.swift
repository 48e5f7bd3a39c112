import ArgumentParser
import Datasets
import Experiments
import FigureKit
import Foundation
import GradientCoding
import Randomness

/// Sends the gradients of a file by codecs.
struct Code: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Send the gradients by codecs, and print bits and error of the server's estimate of their mean.",
    discussion: """
      All workers of the file send, in one round or several, of which the last is shown: codecs that learn take some. Names are
      those of telegrad-compare --list. The last column is the SHA-256 of all bytes that crossed in all rounds.
      """)

  @Argument(help: "The gradients, .npy.")
  var file: String

  @Option(help: ArgumentHelp("The codecs.", valueName: "name,name,..."))
  var codecs: String

  @Option(
    help: ArgumentHelp("The extents of the layer that a gradient is, such as 784,200. (default: one)", valueName: "n,n")
  )
  var shape: String?

  @Option(help: "Where to write the server's estimates, .npy: [codec, P].")
  var out: String?

  @Option(help: "How often the gradients are sent, at a model that moves by -0.01 times each estimate.")
  var rounds = 1

  @Option(help: "The seed of every random number.")
  var seed: UInt64 = 1

  func validate() throws {
    guard 1...1_000 ~= rounds else { throw ValidationError("--rounds \(rounds): expected an integer from 1 to 1000") }
  }

  func run() async throws {
    try await reportingErrors {
      let codecs = try NamedCodec.named(codecs), gradients = try gradients(of: file)
      let shape = try extents(count: gradients[0].count)
      var rows: [[String]] = [], estimates: [Float] = []
      for codec in codecs {
        let delivery = try GradientDelivery(
          of: gradients, shape: shape, by: codec, rounds: rounds, streams: Streams(seed: seed))
        let (uplink, downlink) = (delivery.traffic.uplink, delivery.traffic.downlink)
        let perNumber = Double(uplink.sentBits) / Double(gradients.count * gradients[0].count)
        rows.append([
          codec.name, "\(gradients.count)", "\(uplink.sentBits)", "\(downlink.sentBits)",
          SeriesTable.cell(perNumber, digits: 6),
          SeriesTable.cell(delivery.normalizedError, digits: 6), SHA256.hexDigest(of: delivery.bytes.map { Data($0) }),
        ])
        estimates += delivery.estimate
      }
      let header = [
        "codec", "workers", "uplink_bit", "downlink_bit", "uplink_bit_per_number", "normalized_error", "sha256",
      ]
      if let out {
        try WholeFile.write(
          Data(NPYArray(shape: [codecs.count, gradients[0].count], values: estimates).bytes), to: out)
      }
      try StandardStream.write(SeriesTable(header: header, rows: rows).text)
    }
  }

  private func extents(count: Int) throws -> [Int] {
    guard let shape else { return [count] }
    let extents = shape.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard extents.allSatisfy({ 1...count ~= $0 }), extents.map({ Double($0) }).reduce(1, *) == Double(count) else {
      throw FigureError.invalidOption(name: "--shape", value: shape, expected: "extents whose product is \(count)")
    }
    return extents
  }
}
