import Experiments

/// Tables of costs that are made by hand, in binary fractions.
enum ScaleTables {
  /// 1,000 elements; rates take 9 s at 10 workers and 1 s at 2, hence 8/96 s for each square.
  static let times = """
    stage\telements\tworkers\tentropy_bit\tsent_bit\tseconds
    gradient\t1000\tnan\tnan\tnan\t4
    mean square\t1000\tnan\tnan\tnan\t0.5
    quantize\t1000\tnan\tnan\tnan\t0.25
    ratios\t1000\t10\tnan\tnan\t125
    count\t1000\tnan\tnan\tnan\t0.0625
    update\t1000\tnan\tnan\tnan\t1
    control\t1000\t10\tnan\tnan\t9
    control\t1000\t2\tnan\tnan\t1
    encode\t1000\tnan\t1\t1\t0.5
    decode\t1000\tnan\t1\t1\t250
    encode\t1000\tnan\t0.5\t0.75\t1.5
    decode\t1000\tnan\t0.5\t0.75\t8000
    """

  /// Costs at 100 and 200 elements, 1 and 3 workers, that follow the lines the schemes have.
  static let costs: String = {
    var lines = ["# Made by hand.", "scheme\tquantity\telements\tworkers\tvalue"]
    func add(_ scheme: String, _ quantity: String, _ elements: Int, _ workers: Int, _ value: Double) {
      lines.append("\(scheme)\t\(quantity)\t\(elements)\t\(workers)\t\(value)")
    }
    for P in [100, 200] {
      for K in [1, 3] {
        // A count up to 1 has one bit, one up to 3 two.
        let (p, k, bits) = (Double(P), Double(K), K == 1 ? 1.0 : 2.0)
        for (scheme, isWhole) in [
          ("float32", true), ("co3", true), ("signs", false), ("history", false), ("dsc", false),
        ] {
          add(scheme, "sent_bit", P, K, isWhole ? 32 : 1)
          add(scheme, "encode_s", P, K, 0.5 * p)
          add(scheme, "open_s", P, K, 0.25 * p)
          add(scheme, "receive_s", P, K, scheme == "signs" ? p * k * (1 + bits) : 2 * p * k)
          add(scheme, "close_s", P, K, p * (0.5 + 0.25 * (isWhole ? k : bits)))
          let kept = isWhole || scheme == "dsc" ? 4 * k : bits / 8
          add(scheme, "memory_byte", P, K, 1_000 + p * (8 + kept))
        }
      }
      add("step", "close_s", P, 1, 0.125 * Double(P))
      add("step", "memory_byte", P, 1, 500 + 12 * Double(P))
    }
    add("rates", "memory_byte", 1, 2, 100)
    add("rates", "memory_byte", 1, 4, 196)
    return lines.joined(separator: "\n")
  }()
}
