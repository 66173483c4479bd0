"""Measures PyTorch on the networks of Networks.cs, one thread.

    pytorch.py            prints `pytorch WORKLOAD median_ns best_ns` and `pytorch-jit ...`, the second for a frozen script
    pytorch.py FOLDER     writes each workload's network as an ONNX model into FOLDER

BENCH_DATA is the folder of the reference data; BENCH_MS and BENCH_FILTER are as for the benchmark program.
"""
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy
import torch
from torch import nn

torch.set_num_threads(1)
DATA = os.environ["BENCH_DATA"]
BUDGET = float(os.environ.get("BENCH_MS", "600")) * 1e6
FILTER = os.environ.get("BENCH_FILTER", "")


def load(name):
    return torch.from_numpy(numpy.fromfile(os.path.join(DATA, name), numpy.float32))


def network(weights, sizes, hidden, last):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), hidden()]
    layers[-1] = last
    result = nn.Sequential(*layers)
    torch.nn.utils.vector_to_parameters(load(weights), result.parameters())
    return result


def softmax():
    return nn.Softmax(-1)


# Workload, network, inputs of one sample.
INFERENCE = [
    ("W1", network("W1.w", [2, 2, 1], nn.Tanh, nn.Sigmoid()), 2),
    ("W2", network("W2.w", [4, 16, 16, 3], nn.ReLU, softmax()), 4),
    ("W3", network("W3.w", [64, 32, 10], nn.ReLU, softmax()), 64),
    ("W4_b1", network("W4.w", [784, 128, 10], nn.ReLU, softmax()), 784),
    ("W4_b64", network("W4.w", [784, 128, 10], nn.ReLU, softmax()), 784),
]


def data(workload):
    return workload if "_" in workload else workload + "_b1"


def check(workload, got, expected):
    error = float((got - expected).abs().max() / expected.abs().max())
    if not error <= 1e-5:
        sys.exit(f"pytorch {workload}: relative error {error:.1e}")


def measure(peer, workload, call):
    clock = time.perf_counter_ns
    start = clock()
    while clock() - start < 100e6:
        call()
    start = clock()
    call()
    calls = range(max(1, int(200e3 / max(1, clock() - start))))
    samples = []
    begin = clock()
    while clock() - begin < BUDGET or len(samples) < 7:
        start = clock()
        for _ in calls:
            call()
        samples.append((clock() - start) / len(calls))
    samples.sort()
    print(f"{peer} {workload} {samples[len(samples) // 2]:.1f} {samples[0]:.1f}", flush=True)


def measure_inference(workload, model, size):
    x = load(data(workload) + ".x").view(-1, size)
    with torch.inference_mode():
        check(workload, model(x).flatten(), load(data(workload) + ".y"))
        measure("pytorch", workload, lambda: model(x))
    with torch.no_grad():
        script = torch.jit.freeze(torch.jit.script(model.eval()))
    with torch.inference_mode():
        measure("pytorch-jit", workload, lambda: script(x))


def measure_training(workload):
    # The softmax is inside the loss.
    model = network("W4.w", [784, 128, 10], nn.ReLU, nn.Identity())
    x = load("W4_b64.x").view(64, 784)
    target = torch.arange(64) * 7 % 10

    def step(optimizer):
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(model(x), target)
        loss.backward()
        optimizer.step()
        return loss

    checked = torch.optim.SGD(model.parameters(), lr=0.05)
    check(workload, torch.stack([step(checked).detach() for _ in range(6)]), load("W4_train.loss"))
    measured = torch.optim.SGD(model.parameters(), lr=1e-5)
    measure("pytorch", workload, lambda: step(measured))


if len(sys.argv) > 1:
    for workload, model, size in INFERENCE:
        x = load(data(workload) + ".x").view(-1, size)
        torch.onnx.export(model, x, os.path.join(sys.argv[1], workload + ".onnx"), input_names=["x"], output_names=["y"], opset_version=13)
else:
    for workload, model, size in INFERENCE:
        if FILTER in workload:
            measure_inference(workload, model, size)
    if FILTER in "W4_train64":
        measure_training("W4_train64")
