extension GeneralizedNormal: Codable {
  private enum CodingKeys: String, CodingKey { case location, scale, shape }

  /// Decodes a law.
  ///
  /// - Throws: `DecodingError` where no law has the parameters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let location = try container.decode(Double.self, forKey: .location)
    let scale = try container.decode(Double.self, forKey: .scale)
    let shape = try container.decode(Double.self, forKey: .shape)
    guard location.isFinite, scale.isFinite, shape.isFinite, scale > 0, shape > 0 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "no GenNorm law has location \(location), scale \(scale), shape \(shape)"))
    }
    self.init(location: location, scale: scale, shape: shape)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(location, forKey: .location)
    try container.encode(scale, forKey: .scale)
    try container.encode(shape, forKey: .shape)
  }
}
