import Foundation
import Testing

/// The tables of docs/hosts.md are those of the kept table of `dsc-fig05-timing`.
@Suite struct HostDocumentTests {
  private static let schemes = ["32-bit floats", "SignSGD", "CO3 fp4", "DSC"]
  private let document: DocumentedFigure

  init() throws { document = try DocumentedFigure("docs/hosts.md", of: "dsc-fig05-timing") }

  /// Milliseconds without a fraction.
  private func time(_ milliseconds: Double) -> String { String(format: "%.0f", milliseconds) }

  @Test(arguments: schemes) func roundsAreThoseMeasured(scheme: String) throws {
    let whole = ["part": "hosts", "scheme": scheme, "setting": "default"]
    let (measured, modelled) = try (document.number("measured_s", whole), document.number("modelled_s", whole))
    let error = try String(format: "%.1f", 1e3 * document.number("measured_error_s", whole))
    let parts = try ["sending the model", "waiting for workers", "server"].map { stage in
      try ["measured", "modelled"].map { part in
        let span = ["part": part, "scheme": scheme, "stage": stage]
        return try time(document.number("end_ms", span) - document.number("start_ms", span))
      }.joined(separator: " / ")
    }
    let ratio = String(format: "%.2f", measured / modelled)
    document.expectLine([scheme, "\(time(1e3 * measured)) ± \(error)", time(1e3 * modelled), ratio] + parts)
  }

  @Test(arguments: ["default", "steady", "whole", "near", "fast"]) func settingsAreThoseMeasured(setting: String) throws
  {
    let cells = try Self.schemes.map { scheme in
      let whole = ["part": "hosts", "scheme": scheme, "setting": setting]
      let (measured, modelled) = try (document.number("measured_s", whole), document.number("modelled_s", whole))
      return "\(time(1e3 * measured)) / \(time(1e3 * modelled)) = " + String(format: "%.2f", measured / modelled)
    }
    document.expectLine([setting] + cells)
  }
}
