import Experiments
import GradientCoding

extension FuzzTarget {
  /// Both halves of every codec that tools know: servers against messages and answers, workers against broadcasts and requests.
  static let codecs: [FuzzTarget] = NamedCodec.all.map { codec in
    let layout = sourceCoders.contains(codec.name) ? codedLayout : smallLayout
    return FuzzTarget("codec-\(codec.name)", longestInput: 1_024) {
      try CodecScene(codec, layout: layout).seeds
    } entry: {
      let scene = try CodecScene(codec, layout: layout)
      return { try scene.take($0) }
    }
  }

  /// Codecs that leave layers of less than 1,200 elements uncoded.
  private static let sourceCoders: Set = ["dsc", "dsc-empirical", "dithered-dsc"]

  static let smallLayout = LayerLayout([
    ("fc/kernel", [12, 7]), ("fc/bias", [7]), ("conv/kernel", [3, 3, 2, 4]), ("scale", []),
  ])

  private static let codedLayout = LayerLayout([("fc/kernel", [40, 31]), ("fc/bias", [31])])
}
