import Datasets
import Randomness
import Testing

@Suite struct NPYArrayTests {
  /// A file with a header as given, and numbers.
  static func file(_ header: String, version: UInt8 = 1, numbers: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(text.count >> (8 * $0) & 255) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + numbers
  }

  static let one: [UInt8] = [0, 0, 0x80, 0x3F], two: [UInt8] = [0, 0, 0, 0x40]

  /// `numpy.save` of [[1, 2], [2, 1]] in 32-bit floats writes these 144 bytes: the header ends at a multiple of 64.
  @Test func filesAreThoseOfNumPy() throws {
    let array = NPYArray(shape: [2, 2], values: [1, 2, 2, 1])
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"
    let padded = header + String(repeating: " ", count: 118 - header.utf8.count - 1) + "\n"
    let expected = Self.file(padded, numbers: Self.one + Self.two + Self.two + Self.one)
    #expect(array.bytes == expected && array.bytes.count == 144)
    #expect(try NPYArray(array.bytes, file: "x") == array)
    #expect(array.rows == [[1, 2], [2, 1]])
  }

  @Test(arguments: [[], [3], [1, 0, 2.5], [Float](repeating: 0.25, count: 1_000)] as [[Float]])
  func rowsComeBack(values: [Float]) throws {
    let array = NPYArray(shape: [values.count], values: values)
    #expect(try NPYArray(array.bytes, file: "x").rows == [values])
  }

  @Test func otherHeadersOfTheSameMeaningAreTaken() throws {
    let double: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
    for (header, version, numbers) in [
      ("{'shape': (1,), 'fortran_order': False, 'descr': '<f8'}", 1, double),
      ("{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(1,1)}\n", 2, Self.one),
    ] as [(String, UInt8, [UInt8])] {
      #expect(try NPYArray(Self.file(header, version: version, numbers: numbers), file: "x").values == [1])
    }
  }

  @Test(arguments: [
    "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 999999999999999999), }",
    "{'descr': '<f4', 'fortran_order': False, }", "{'descr': '<f4', 'descr': '<f4', 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } x", "", "{",
  ])
  func otherArraysAreRefused(header: String) {
    #expect(throws: DatasetError.self) { try NPYArray(Self.file(header, numbers: Self.one), file: "x") }
  }

  /// Every cut and 2,000 changes: an array of as many numbers as bytes can hold, or an error.
  @Test(arguments: [1, 2] as [UInt64]) func everyFileIsTakenOrRefused(seed: UInt64) throws {
    let valid = NPYArray(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]).bytes
    for count in valid.indices {
      #expect(throws: DatasetError.self) { try NPYArray(Array(valid[..<count]), file: "x") }
    }
    var rng = Streams(seed: seed).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<2_000 {
      var bytes = valid
      for _ in 0...rng.index(below: 3) { bytes[rng.index(below: bytes.count)] = UInt8(rng.index(below: 256)) }
      do throws(DatasetError) {
        let array = try NPYArray(bytes, file: "x")
        taken += 1
        #expect(4 * array.values.count < bytes.count)
      } catch {
        refused += 1
      }
    }
    #expect(taken > 100 && refused > 100)
  }

  /// The first pictures of a set that is not there are embedded digits, and say so.
  @Test func absentSetsAreRendered() throws {
    let library = DatasetLibrary(directory: "/nowhere")
    let digits = try library.loadOrRender(.mnist, split: .test, count: 3)
    #expect(
      digits.count == 3 && digits.height == 28
        && digits == SyntheticDigits(.handwritten, count: 3, seed: 1, split: .test).dataset())
    #expect(try library.loadOrRender(.cifar10, split: .train, count: 2).channels == 3)
  }
}
