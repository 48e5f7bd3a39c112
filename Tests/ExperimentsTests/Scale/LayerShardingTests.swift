import Experiments
import Randomness
import Testing

@Suite struct LayerShardingTests {
  /// 7 | 6, then 5 to the 6 and 4 to the 7, then 3 to either, the first: 14 and 11.
  @Test func layersByHand() {
    let sharding = LayerSharding(sizes: [3, 7, 5, 6, 4], machineCount: 2)
    #expect(sharding.machines == [[7, 4, 3], [6, 5]] && sharding.loads == [14, 11] && sharding.leastLoad == 12.5)
  }

  /// The least greatest load, by trying every assignment.
  private func best(_ sizes: [Int], _ machines: Int) -> Int {
    var least = Int.max
    func place(_ index: Int, _ loads: [Int]) {
      guard index < sizes.count else { return least = min(least, loads.max() ?? 0) }
      for machine in loads.indices {
        var loads = loads
        loads[machine] += sizes[index]
        place(index + 1, loads)
      }
    }
    place(0, Array(repeating: 0, count: machines))
    return least
  }

  /// Nothing is lost, and the greatest load lies between the best and 4/3 of it (Graham 1969).
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func loadsAreNearTheBest(seed: UInt64) {
    var rng = Streams(seed: seed).generator("layers")
    let sizes = (0..<1 + Int(rng.next() % 7)).map { _ in Int(rng.next() % 20) }
    for machines in 1...3 {
      let sharding = LayerSharding(sizes: sizes, machineCount: machines)
      #expect(sharding.machines.joined().sorted() == sizes.sorted() && sharding.machines.count == machines)
      let (greatest, best) = (sharding.loads.max() ?? 0, best(sizes, machines))
      #expect(greatest >= best && 3 * greatest <= 4 * best && Double(best) >= sharding.leastLoad)
    }
  }

  private func scale() throws -> ServerScale {
    try ServerScale(
      StageTimes(text: ScaleTables.times), ServerCosts(text: ScaleTables.costs), rates: [1, 0.75, 0.5])
  }

  private func delay(_ sizes: [Int], _ machines: Int, _ scheme: ScaleScheme, _ links: LayerSharding.Links) throws
    -> Double
  {
    try LayerSharding(sizes: sizes, machineCount: machines).delay(
      scale(), scheme, workers: 5, downlink: .once, bitRate: 8, links: links)
  }

  /// One machine is the round itself; equal layers on as many machines each take an equal share of the time, rates too. Sums of numbers
  /// below 10⁵ are within 1e-9.
  @Test(arguments: ScaleScheme.allCases)
  func equalLayersDivideEvenly(scheme: ScaleScheme) throws {
    let sizes = Array(repeating: 50, count: 8)
    let alone = try delay(sizes, 1, scheme, .own)
    let work = try scale().work(scheme, .init(elements: 400, layers: 8), workers: 5, downlink: .once)
    #expect(alone == ServerRound(work, bitRate: 8).delay)
    for machines in [2, 4, 8] {
      #expect(try abs(delay(sizes, machines, scheme, .own) * Double(machines) - alone) < 1e-9)
    }
    #expect(try delay(sizes, 16, scheme, .own) == delay(sizes, 8, scheme, .own))
  }

  /// The gain is at most the number of machines and the inverse of the largest layer's share, where rates, which no one divides
  /// unevenly, count as they do here; and a shared link is never faster than one for each.
  @Test(arguments: [ScaleScheme.signs, .float32, .co3, .history])
  func theLargestLayerLimitsTheGain(scheme: ScaleScheme) throws {
    let sizes = [500, 200, 100, 100, 60, 40]
    let alone = try delay(sizes, 1, scheme, .own)
    for machines in [2, 3, 6, 20] {
      let own = try delay(sizes, machines, scheme, .own), shared = try delay(sizes, machines, scheme, .shared)
      #expect(own >= alone / Double(machines) - 1e-9 && own >= alone / 2 - 1e-9 && own <= alone)
      #expect(shared >= own && shared <= alone * (1 + 1e-12))
    }
  }
}
