import Autodiff

extension PartitionProgram {
  /// Computes the worker's share of the output.
  ///
  /// - Complexity: O(batch × `multiplicationCount`).
  public func run(_ input: Tensor, over link: inout some WorkerLink) async throws -> Tensor {
    var state = State(signalCount: graph.signals.count, batch: input.rowCount)
    if !inputRows.isEmpty { state.own[0] = state.tape.constant(input) }
    try deliver(0, state, over: &link)
    for (step, share) in zip(graph.steps, shares) {
      try Task.checkCancellation()
      if let share {
        state.own[step.output] = try await layer(step, share, &state, over: &link)
      } else if step.operation.layerActivation == nil {
        let inputs = step.inputs.compactMap { state.own[$0] }
        if !inputs.isEmpty { state.own[step.output] = step.operation.append(to: &state.tape, inputs) }
      }
      try deliver(step.output, state, over: &link)
    }
    guard let output = state.own[graph.output] else { return Tensor(zeros: [input.rowCount, 0]) }
    return state.tape.value(output)
  }

  /// What a worker knows in a run.
  private struct State {
    var tape = Tape()
    /// Of each signal the rows that the worker owns, nil where it owns none or has not come there.
    var own: [Variable?]
    /// Of a signal the rows that others sent, where they have been asked for.
    var cross: [Int: Variable] = [:]
    /// Messages that came before they were asked for, [signal: [sender: values]].
    var pending: [Int: [Int: Tensor]] = [:]
    let batch: Int

    init(signalCount: Int, batch: Int) {
      own = Array(repeating: nil, count: signalCount)
      self.batch = batch
    }
  }

  /// (6.2): the term of the own values, then that of the values of others.
  private func layer(
    _ step: LayerGraph.Step, _ share: Share, _ state: inout State, over link: inout some WorkerLink
  ) async throws -> Variable {
    let source = step.inputs[0], activation = step.operation.layerActivation ?? .identity
    let nothing = [state.batch] + graph.signals[source].shape.dropLast() + [1]
    let x = state.own[source] ?? state.tape.constant(Tensor(zeros: nothing))
    let y = step.operation.product(
      on: &state.tape, x, state.tape.constant(share.ownKernel), bias: state.tape.constant(share.bias),
      activation: share.crossKernel == nil ? activation : .identity)
    guard let crossKernel = share.crossKernel else { return y }
    let z = try await crossValues(source, &state, over: &link)
    let sum = state.tape.sum(
      y, step.operation.product(on: &state.tape, z, state.tape.constant(crossKernel), activation: .identity))
    return activation == .relu ? state.tape.relu(sum) : sum
  }

  /// The rows of a signal that others send, waited for where they are not there yet.
  private func crossValues(
    _ signal: Int, _ state: inout State, over link: inout some WorkerLink
  ) async throws -> Variable {
    if let known = state.cross[signal] { return known }
    while (state.pending[signal]?.count ?? 0) < senders[signal].count {
      let message = try await link.receive()
      state.pending[message.signal, default: [:]][message.sender] = message.values
    }
    let received = state.pending.removeValue(forKey: signal) ?? [:]
    let parts = senders[signal].compactMap { received[$0] }.map { state.tape.constant($0) }
    let all = parts.count == 1 ? parts[0] : state.tape.concatenation(parts)
    state.cross[signal] = all
    return all
  }

  /// Sends to each other worker what it reads of a signal.
  private func deliver(_ signal: Int, _ state: State, over link: inout some WorkerLink) throws {
    guard let own = state.own[signal] else { return }
    for delivery in deliveries[signal] {
      let values = state.tape.value(own).channels(delivery.positions)
      try link.send(SignalMessage(signal: signal, sender: worker, values: values), to: delivery.receiver)
    }
  }
}

extension LayerGraph.Operation {
  /// The activation of a dense or convolution layer, nil for what has no weights.
  var layerActivation: Activation? {
    switch self {
    case .dense(_, _, let activation), .convolution(_, _, _, _, _, let activation): activation
    case .maxPooling, .globalAveragePooling, .flattening, .sum: nil
    }
  }

  /// f(x W + b) or f(x * K + b) with a part of a layer's weights.
  fileprivate func product(
    on tape: inout Tape, _ x: Variable, _ kernel: Variable, bias: Variable? = nil, activation: Activation
  ) -> Variable {
    guard case .convolution(_, _, let size, let stride, _, _) = self else {
      return tape.dense(x, kernel: kernel, bias: bias, activation: activation)
    }
    let shape = tape.value(x).shape
    return tape.convolution(
      x, kernel: kernel, bias: bias, stride: stride,
      padding: .same(height: shape[1], width: shape[2], window: size, stride: stride), activation: activation)
  }
}
