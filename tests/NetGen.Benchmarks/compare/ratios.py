"""Reads lines `program workload median_ns best_ns` and prints how many times longer than each reference NetGen takes.

Each round printed one line for each; the best round counts, best against best, because a shared machine only ever adds time.
"""
import collections
import sys

best = collections.defaultdict(dict)
for line in sys.stdin:
    words = line.split()
    if len(words) >= 3 and words[0] != "#":
        program, workload, median = words[0], words[1], float(words[2])
        best[workload][program] = min(median, best[workload].get(program, median))

print(f"{'workload':<12} {'netgen':>12}   netgen / reference")
for workload, times in best.items():
    ours = times.pop("netgen", None)
    if ours is not None:
        ratios = "   ".join(f"{program} {ours / time:.3f}" for program, time in times.items())
        print(f"{workload:<12} {ours:>9.0f} ns   {ratios}")
