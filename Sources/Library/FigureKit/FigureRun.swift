import Datasets
import Foundation
import Logging

/// One run of a figure.
struct FigureRun<F: Figure>: Sendable {
  let figure: F
  private let root = PackageRoot.find()

  init(figure: F) { self.figure = figure }

  private var options: FigureOptions { figure.options }

  func run() async throws {
    let start = ContinuousClock.now
    let parameters = try ParameterSet(F.parameters, profile: options.profile, settings: options.settings)
    let data = try FigureData(
      F.dataSets, directory: options.data, profile: options.profile, environment: ProcessInfo.processInfo.environment,
      root: root)
    let inputs = try inputs()
    let folder = try OutputFolder(outputPath(data))
    if options.selection != .all { return try await select(context(parameters, data, inputs, folder), since: start) }
    let executable = try executableDigest()
    let fingerprint = fingerprint(executable: executable, parameters, data, inputs)
    if !options.fresh, let last = Provenance.read(folder.path(of: "\(F.id).json")),
      last.fingerprint == fingerprint, last.matchesFiles(in: folder)
    {
      return try say("\(F.id): up to date")
    }
    let context = context(parameters, data, inputs, folder)
    if !data.isReal { context.log.notice("no files for every data set: using \(data.titles.joined(separator: ", "))") }

    // gnuplot and a place for the files come before the work, which would be in vain without them.
    let gnuplot = try await Gnuplot.version()
    try await folder.withStaging(for: F.id) { staging in
      let rows = try await figure.compute(context)
      let table = try SeriesTable(header: F.Row.header, rows: rows.map(\.cells))
      let claims = try judge(figure.claims(rows), data)
      let files = try await draw(table, rows, data, in: staging)
      let provenance = Provenance(
        id: F.id, caption: F.caption, profile: options.profile, seed: options.seed, parameters: parameters.texts,
        data: data.entries.map(Provenance.Data.init), claims: claims, fingerprint: fingerprint,
        files: try staging.digests(of: files), executableSha256: executable, revision: try await revision(),
        processor: Machine.processor, threads: options.threadCount, wallSeconds: seconds(since: start),
        processorSeconds: SeriesTable.rounded(Machine.processorSeconds, digits: 4),
        peakMemoryBytes: Machine.peakMemory, date: Date.now.formatted(.iso8601),
        tools: ["gnuplot": gnuplot])
      try staging.write(provenance.json(), to: "\(F.id).json")
      // The JSON comes last: it names the digests of the others, so that a set cut short is not taken as up to date.
      try folder.adopt(files + ["\(F.id).json"], from: staging)
      try say(summary(provenance, folder))
    }
  }

  /// Names the figure's runs, or computes one of them: what it has to say is in lines of its own.
  private func select(_ context: FigureContext, since start: ContinuousClock.Instant) async throws {
    do { _ = try await figure.compute(context) } catch is RunLeftOut {}
    let runs = context.cache.asked.entries
    guard case .only(let name) = options.selection else {
      let lines = runs.map { "\($0.name)\t\($0.model)\t\($0.isStored ? "stored" : "missing")\n" }
      return try StandardStream.write(lines.joined())
    }
    guard let run = runs.first(where: { $0.name == name }) else { throw FigureError.unknownRun(name: name) }
    let work = "\(seconds(since: start)) s, \(SeriesTable.rounded(Machine.processorSeconds, digits: 4)) s of processors"
    try say("\(F.id): \(name): " + (run.isStored ? "was stored" : "\(work), \(Machine.peakMemory >> 20) MiB"))
  }

  /// Writes the table and the script, draws the picture, and gives the names of the files.
  private func draw(
    _ table: SeriesTable, _ rows: [F.Row], _ data: FigureData, in staging: OutputFolder
  ) async throws -> [String] {
    let plot = figure.plot(rows)
    try plot.check(against: table)
    let script = plot.script(id: F.id, title: F.caption, subtitle: subtitle(data))
    try staging.write(Data(table.text.utf8), to: "\(F.id).tsv")
    try staging.write(Data(script.utf8), to: "\(F.id).gp")
    var files = ["\(F.id).tsv", "\(F.id).gp", "\(F.id).png"]
    for (name, picture) in figure.pictures(rows).sorted(by: { $0.key < $1.key }) {
      try staging.write(picture.png(), to: "\(F.id)-\(name).png")
      files.append("\(F.id)-\(name).png")
    }
    let message = try await Gnuplot.run("\(F.id).gp", in: staging)
    if !message.isEmpty { StandardStream.say("\(F.id): gnuplot: \(message)") }
    // On a full disk gnuplot leaves a part of the picture and reports success.
    guard let png = FileManager.default.contents(atPath: staging.path(of: "\(F.id).png")),
      (try? Picture(png: png)) != nil
    else {
      throw FigureError.gnuplotFailed(script: "\(F.id).gp", message: "it drew no whole picture\n\(message)")
    }
    return files
  }

  /// The default profile on real data, with nothing else changed, goes to `figures/`; anything else to `out/PROFILE`.
  private func outputPath(_ data: FigureData) -> String {
    if let out = options.out { return out }
    let base = root ?? FileManager.default.currentDirectoryPath
    let isKept = options.profile == .standard && data.isReal && options.settings.isEmpty && options.seed == 1
    return base + (isKept ? "/figures" : "/out/\(options.profile.rawValue)")
  }

  /// The texts of the input files, by their paths.
  private func inputs() throws(FigureError) -> [String: String] {
    var texts: [String: String] = [:]
    for path in F.inputFiles {
      guard let root, let content = FileManager.default.contents(atPath: root + "/" + path) else {
        throw .missingInput(path: path, reason: "not found in the package")
      }
      texts[path] = String(decoding: content, as: UTF8.self)
    }
    return texts
  }

  private func context(
    _ parameters: ParameterSet, _ data: FigureData, _ inputs: [String: String], _ folder: OutputFolder
  ) -> FigureContext {
    var log = Logger(label: F.id) { StreamLogHandler.standardError(label: $0) }
    log.logLevel = options.quiet ? .error : .notice
    return FigureContext(
      profile: options.profile, seed: options.seed, jobs: options.threadCount, parameters: parameters, data: data,
      cache: RunCache(
        folder.path(of: ".cache"), ignoringStored: options.fresh, selection: options.selection, log: log), log: log,
      inputs: inputs, progressStyle: .standard(quiet: options.quiet || options.selection != .all))
  }

  private func judge(_ results: [ClaimResult], _ data: FigureData) throws -> [Provenance.Claim] {
    if results.isEmpty { return [] }
    guard let root else {
      throw FigureError.missingInput(
        path: ClaimLedger.path, reason: "not found above the executable or the working folder")
    }
    let ledger = try ClaimLedger(file: root + "/" + ClaimLedger.path)
    return try results.map { result in
      let claim = try ledger.claim(result.id)
      let (verdict, reason) = try claim.verdict(on: result, profile: options.profile, data: data.titles)
      return Provenance.Claim(
        id: claim.id, quantity: claim.quantity, paper: claim.statedValue, measured: result.shown, verdict: verdict,
        reason: reason)
    }
  }

  private func executableDigest() throws -> String {
    let path = Machine.executablePath
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw FigureError.unreadable(path: path, reason: "the running executable cannot be read")
    }
    return SHA256.hexDigest(of: [bytes])
  }

  /// The digest of everything that the table depends on.
  private func fingerprint(
    executable: String, _ parameters: ParameterSet, _ data: FigureData, _ inputs: [String: String]
  ) -> String {
    let settings = parameters.texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let parts =
      [executable, options.profile.rawValue, "\(options.seed)"] + settings + data.entries.flatMap(\.digests)
      + F.inputFiles.compactMap { inputs[$0] }
    return SHA256.hexDigest(of: [Data(parts.joined(separator: "\n").utf8)])
  }

  private func subtitle(_ data: FigureData) -> String {
    let sets = data.titles.isEmpty ? [] : [data.titles.joined(separator: " and ")]
    return ([F.id] + sets + ["profile \(options.profile.rawValue)", "seed \(options.seed)"]).joined(separator: " · ")
  }

  private func revision() async throws -> String? {
    guard let root else { return nil }
    return try await CommandOutput.of("git", ["-C", root, "describe", "--always", "--dirty", "--tags"])
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return SeriesTable.rounded(Double(seconds) + Double(attoseconds) * 1e-18, digits: 4)
  }

  private func summary(_ provenance: Provenance, _ folder: OutputFolder) -> String {
    let verdicts = provenance.claims.map { "\($0.id) \($0.verdict.rawValue)" }
    let data = provenance.data.contains(where: \.isEmbedded) ? ["embedded data"] : []
    let cost = ["\(provenance.wallSeconds) s", "\(provenance.peakMemoryBytes / 1_000_000) MB"]
    return "\(F.id): " + (verdicts + data + cost + [folder.path]).joined(separator: ", ")
  }

  private func say(_ line: String) throws {
    if !options.quiet { try StandardStream.write(line + "\n") }
  }
}

extension OutputFolder {
  /// The digests of files in the folder.
  fileprivate func digests(of names: [String]) throws(FigureError) -> [String: String] {
    var digests: [String: String] = [:]
    for name in names {
      guard let content = FileManager.default.contents(atPath: path(of: name)) else {
        throw .cannotWrite(path: path(of: name), reason: "it cannot be read back")
      }
      digests[name] = SHA256.hexDigest(of: [content])
    }
    return digests
  }
}

extension Provenance.Data {
  fileprivate init(_ entry: FigureData.Entry) {
    self.init(
      title: entry.title, note: entry.train.note ?? entry.test.note, isEmbedded: entry.isEmbedded,
      sha256: ["train": entry.train.digest, "test": entry.test.digest])
  }
}
