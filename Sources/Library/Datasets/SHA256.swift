import CCrypto
import Foundation

/// SHA-256 (FIPS 180-4) through OpenSSL.
public enum SHA256 {
  /// The digest of the parts one after another, in lower-case hexadecimal.
  ///
  /// - Complexity: O(bytes).
  public static func hexDigest(of parts: [some ContiguousBytes]) -> String {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var done = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    for part in parts {
      done = part.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 } && done
    }
    var digest = [UInt8](repeating: 0, count: 32)
    done = EVP_DigestFinal_ex(context, &digest, nil) == 1 && done
    precondition(done, "SHA-256 is part of every build of OpenSSL")
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
