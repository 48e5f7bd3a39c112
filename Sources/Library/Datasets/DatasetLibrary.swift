import Foundation

/// The data sets below a directory, in files named as their publishers name them.
///
///     mnist/{train,t10k}-{images-idx3,labels-idx1}-ubyte[.gz]
///     cifar-10-batches-bin/{data_batch_1 ... data_batch_5,test_batch}.bin
///     svhn/{train,test}_32x32.mat
public struct DatasetLibrary: Sendable {
  /// The path of the directory.
  public let directory: String

  /// Names the directory; nothing is read until ``load(_:split:)``.
  public init(directory: String) {
    self.directory = directory
  }

  /// Whether the files of both splits are there.
  public func isPresent(_ name: DatasetName) -> Bool {
    DatasetSplit.allCases.allSatisfy { split in name.files(split).allSatisfy { locate($0) != nil } }
  }

  /// Reads one split and takes its digest.
  ///
  /// Published content is titled by its name alone; other content loads with a qualified title and a note.
  ///
  /// - Complexity: O(bytes); MNIST takes about half a second, CIFAR-10 one.
  /// - Throws: ``DatasetError`` where a file is missing, unreadable, truncated, corrupt or does not match the others.
  public func load(_ name: DatasetName, split: DatasetSplit) throws(DatasetError) -> Dataset {
    var files: [NamedBytes] = []
    for file in name.files(split) { files.append(try read(file)) }
    let content: Content =
      switch name {
      case .mnist: try MNIST.parse(images: files[0], labels: files[1])
      case .cifar10: try CIFAR10.parse(files)
      case .svhn: try SVHN.parse(files[0])
      }
    let digest = SHA256.hexDigest(of: files.map(\.bytes))
    let (title, note) = KnownContent.describe(name, split, digest: digest)
    let (mean, deviation) = name.moments
    return Dataset(
      title: title, note: note, shape: (content.height, content.width, content.channels), pixels: content.pixels,
      labels: content.labels, classCount: 10, digest: digest, mean: mean, deviation: deviation)
  }

  /// The most bytes of one file, packed or unpacked. The largest published one, SVHN's training file, has 182,040,794.
  static let sizeLimit = 1 << 29

  /// The path of a file as it is, or packed; nil where neither is there.
  private func locate(_ file: String) -> String? {
    [file, file + ".gz"].map { directory + "/" + $0 }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The unpacked content of a file.
  private func read(_ file: String) throws(DatasetError) -> NamedBytes {
    guard let path = locate(file) else { throw .missing(file: directory + "/" + file) }
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: Self.sizeLimit + 1) ?? Data()
    } catch {
      throw .unreadable(file: path, reason: error.localizedDescription)
    }
    guard data.count <= Self.sizeLimit else {
      throw .tooLarge(file: path, offset: Self.sizeLimit, limit: Self.sizeLimit)
    }
    let bytes = [UInt8](data)
    guard path.hasSuffix(".gz") else { return NamedBytes(file: path, bytes: bytes) }
    return NamedBytes(file: path, bytes: try Gzip.unpack(bytes, file: path, limit: Self.sizeLimit))
  }
}
