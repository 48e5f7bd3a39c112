/// The values of a figure's parameters in one run.
public struct ParameterSet: Sendable, Equatable {
  /// The text of each value, by name.
  public let texts: [String: String]

  /// Takes the profile's values and changes those that `settings` name.
  ///
  /// - Parameter settings: Texts `name=value`; of two for one name the later holds.
  /// - Throws: ``FigureError/malformedSetting(_:)``, ``FigureError/unknownParameter(name:known:)`` or
  ///   ``FigureError/invalidParameter(name:value:expected:)``.
  public init(
    _ declarations: [any ParameterDeclaration], profile: Profile, settings: [String] = []
  ) throws(FigureError) {
    var texts: [String: String] = [:]
    for declaration in declarations {
      precondition(texts[declaration.name] == nil, "\(declaration.name) is declared twice")
      texts[declaration.name] = declaration.text(at: profile)
    }
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals > setting.startIndex else {
        throw .malformedSetting(setting)
      }
      let name = String(setting[..<equals])
      guard let declaration = declarations.first(where: { $0.name == name }) else {
        throw .unknownParameter(name: name, known: declarations.map(\.name))
      }
      texts[name] = try declaration.canonicalText(of: String(setting[setting.index(after: equals)...]))
    }
    self.texts = texts
  }

  /// The value of a parameter that was declared.
  public subscript<Value>(parameter: Parameter<Value>) -> Value {
    guard let value = texts[parameter.name].flatMap(Value.init(parameterText:)) else {
      preconditionFailure("\(parameter.name) is not among the figure's parameters")
    }
    return value
  }
}
