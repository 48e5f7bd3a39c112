// A thousand rendered digits, divided among ten workers: at random, and two shards of sorted pictures each.

import Datasets
import Randomness

let digits = SyntheticDigits(.handwritten, count: 1_000, seed: 1).dataset()
print("\(digits.count) pictures of \(digits.height) x \(digits.width), \(digits.classCount) classes")

var rng = Streams(seed: 1).generator("partition")
let partitions = [
  ("IID", Partition.iid(digits.count, shards: 10, using: &rng)),
  ("non-IID", Partition.nonIID(digits.labels, shards: 20, perWorker: 2, using: &rng)),
]
for (name, partition) in partitions {
  let classes = partition.shards.map { shard in Set(shard.map { digits.labels[$0] }).count }
  print("\(name): \(partition.workerCount) workers, classes of each \(classes)")
}

let sampler = ShardSampler(shard: partitions[0].1.shards[0], batchSize: 20, streams: Streams(seed: 1), worker: 0)
print("first batch of worker 0: \(sampler.batch(0).count) pictures, \(sampler.batchesPerEpoch) batches an epoch")
