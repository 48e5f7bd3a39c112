import Parallelism

/// The codes and matrices in use, which take time to make.
///
/// It holds at most 2²³ edges of each, of matrices some 200 MB; of more, those made first are dropped.
final class CodeCache: Sendable {
  private struct Contents {
    var codes: [(ladder: RateLadder, code: RateAdaptiveCode)] = []
    var matrices: [(ladder: RateLadder, step: Int, matrix: ParityCheckMatrix)] = []
  }

  private let edgeLimit = 1 << 23
  private let contents = Mutex(Contents())

  /// The code of a ladder.
  func code(_ ladder: RateLadder) -> RateAdaptiveCode {
    contents.withLock { contents in
      if let entry = contents.codes.first(where: { $0.ladder == ladder }) { return entry.code }
      do throws(SlepianWolfError) {
        let code = try RateAdaptiveCode(blockLength: ladder.blockLength, mother: ladder.mother)
        contents.codes.append((ladder, code))
        while contents.codes.count > 1, contents.codes.reduce(0, { $0 + $1.code.ladder.edgeCount }) > edgeLimit {
          contents.codes.removeFirst()
        }
        return code
      } catch {
        preconditionFailure("no code for a ladder: \(error)")
      }
    }
  }

  /// The matrix that decodes the syndromes of a step.
  func matrix(_ ladder: RateLadder, step: Int) -> ParityCheckMatrix {
    let code = code(ladder)
    return contents.withLock { contents in
      if let entry = contents.matrices.first(where: { $0.step == step && $0.ladder == ladder }) { return entry.matrix }
      do throws(SlepianWolfError) {
        let matrix = try code.matrix(syndromeBits: ladder.lengths[step])
        contents.matrices.append((ladder, step, matrix))
        while contents.matrices.count > 1, contents.matrices.reduce(0, { $0 + $1.matrix.edgeCount }) > edgeLimit {
          contents.matrices.removeFirst()
        }
        return matrix
      } catch {
        preconditionFailure("no matrix for a step: \(error)")
      }
    }
  }
}
